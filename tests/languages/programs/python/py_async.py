import asyncio


async def worker(name, queue, results):
    while True:
        n = await queue.get()
        await asyncio.sleep(0.001)
        results.append(n * n)
        queue.task_done()


async def main():
    queue, results = asyncio.Queue(), []
    for n in range(10):
        queue.put_nowait(n)
    async with asyncio.timeout(10):
        tasks = [asyncio.create_task(worker(i, queue, results)) for i in range(3)]
        await queue.join()
    for t in tasks:
        t.cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    print(sorted(results), {type(d).__name__ for d in done})
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(0.001))
            group.create_task(fail())
    except* ValueError as errors:
        print([str(e) for e in errors.exceptions])


async def fail():
    raise ValueError("in a task")


asyncio.run(main())
