#!/bin/sh
# precompiled-clang++ HEADER ALONE COMPILER ARGUMENT…: the compiler, with HEADER precompiled if the image has it so.
#
# HEADER is what the main file includes before anything else, `none` if nothing. ALONE is `yes` where that file is
# the only source: every source is given what is precompiled. Messages know of the precompiled header, and it takes
# part in guessing what a name was meant to be. So a compiler that has more to say than warnings about the program's
# own text is asked again without, and all text is the plain compiler's.
header=$1 alone=$2 compiler=$3
precompiled=/usr/lib/cordon/precompiled-clang/$header.pch
shift 3
if [ "$alone" = yes ] && [ -f "$precompiled" ]; then
  messages=$TMPDIR/.messages
  if "$compiler" -include-pch "$precompiled" "$@" > "$messages" 2>&1; then
    [ -s "$messages" ] || exit 0
    if ! grep -Eq '^(In file included from |/usr/)' "$messages"; then
      cat "$messages" >&2
      exit 0
    fi
  fi
fi
exec "$compiler" "$@"
