const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");
if (isMainThread) {
  const square = (n) => new Promise((done, fail) => new Worker(__filename, { workerData: n }).on("message", done).on("error", fail));
  Promise.all([1, 2, 3].map(square)).then((all) => console.log(all.join(" ")));
} else parentPort.postMessage(workerData ** 2);
