#!/bin/sh
# Settings, data and their user stay: nobody loses them by removing the program (docs/releases.md says how to delete them).
set -eu
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
fi
