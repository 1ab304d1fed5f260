#!/bin/sh
# precompiled-g++ HEADER PLACE COMPILER ARGUMENT…: the compiler, with HEADER precompiled if the image has it so.
#
# HEADER is what the main file includes before anything else, `none` if nothing. A precompiled header remembers
# that line 1 of main.cpp included it, and messages say so. PLACE is `first` where that is true. Elsewhere the
# compiler that has something to say is asked again without, so that all it says is true.
header=$1 place=$2 compiler=$3
folder=/usr/lib/cordon/precompiled/$header
shift 3
[ -d "$folder" ] || exec "$compiler" "$@"
[ "$place" != first ] || exec "$compiler" -isystem "$folder" "$@"
messages=$TMPDIR/.messages
"$compiler" -isystem "$folder" "$@" > "$messages" 2>&1 && [ ! -s "$messages" ] || exec "$compiler" "$@"
