#!/bin/sh
# typecheck SOURCE… -- COMPILER ARGUMENT…: the compiler, if the sources have no type errors.
#
# Without a tsconfig.json everything is checked as strictly as TypeScript does it by itself, every file is a module,
# as to node, and imports are found as the loader finds them. With one, it says what is checked and how.
common='--noEmit --pretty false --skipLibCheck --singleThreaded --allowImportingTsExtensions --types node
  --typeRoots /usr/lib/typescript/node_modules/@types'
usual='--strict --target esnext --lib esnext --module preserve --moduleResolution bundler --moduleDetection force
  --resolveJsonModule --esModuleInterop --allowJs --jsx preserve'
sources=open
for argument; do
  [ "$sources" != open ] || set --
  if [ "$argument" = -- ] && [ "$sources" != checked ]; then
    [ ! -e tsconfig.json ] || set -- -p tsconfig.json
    [ -e tsconfig.json ] || common="$common $usual"
    # The collector of garbage only works near the step's memory limit.
    GOGC=off GOMEMLIMIT=768MiB /usr/lib/typescript/lib/tsc $common "$@" || exit
    set --
    sources=checked
  else
    set -- "$@" "$argument"
    [ "$sources" != open ] || sources=read
  fi
done
exec "$@"
