#!/bin/sh
# After installing and upgrading. dpkg says `configure`, or `abort-…` when it goes back; rpm says how many are installed.
set -eu
case "${1:-}" in abort-*) exit 0 ;; esac
name=openitcockpit-mattermost
systemd-sysusers "$name.conf"

# Made once and owned by no package: an upgrade neither replaces it nor asks, and a removal leaves it.
settings=/etc/$name/settings.env
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
if [ ! -e "$settings" ]; then
    umask 077
    # The example's secrets are public, so nobody should run with them.
    sed -e "s/^NOTIFICATION_TOKEN=.*/NOTIFICATION_TOKEN=$(random)/" \
        -e "s/^SIGNING_SECRET=.*/SIGNING_SECRET=$(random)/" \
        "/opt/$name/settings.env.example" >"$settings.new"
    mv "$settings.new" "$settings"
fi

# It may be a link: systemd keeps the data of an installation by hand under /var/lib/private, and moves it back.
data=/var/lib/$name
if [ ! -e "$data" ] && [ ! -L "$data" ]; then
    install -d -m 0700 -o "$name" -g "$name" "$data"
fi

if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    # The new version, where the old one runs. A new installation is started by whoever has filled in the settings.
    systemctl try-restart "$name.service"
fi
