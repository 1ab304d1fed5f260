#!/bin/sh
# precompiled-g++ HEADER LINE FILE COMPILER ARGUMENT…: the compiler, with HEADER precompiled if the image has it
# so. HEADER is what FILE, the only source, includes before anything else, in line LINE; `none` if nothing.
header=$1 line=$2 file=$3
shift 3
folder=/usr/lib/cordon/precompiled/$header
[ -d "$folder" ] || exec "$@"
compiler=$1
shift
set -- "$compiler" -isystem "$folder" "$@"

# The precompiled header remembers that it was included by line 1 of main.cpp, and messages say so.
[ "$file:$line" != main.cpp:1 ] || exec "$@"
messages=$TMPDIR/.messages
"$@" 2> "$messages"
status=$?
sed -E "s,^(In file included from|  +from) main\\.cpp:1([,:])\$,\\1 $file:$line\\2," "$messages" >&2
exit $status
