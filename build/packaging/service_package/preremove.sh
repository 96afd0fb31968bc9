#!/bin/sh
# Before removing, but not before upgrading: dpkg says `remove`, rpm how many stay installed.
set -eu
case "${1:-}" in
    remove | 0)
        if [ -d /run/systemd/system ]; then
            systemctl disable --now openitcockpit-mattermost.service
        fi
        ;;
esac
