#!/bin/sh
# Purging takes away what the package brought, which dpkg does by itself. Clinics lie in the home folders of those who keep
# them and stay, unless whoever purges says in so many words that they shall go:
#   CONSENT_DESKTOP_DELETE_CLINICS=yes apt-get purge consent-desktop
set -e
if [ "$1" = purge ]; then
    for home in /root /home/*; do
        clinics="$home/.local/share/consent-desktop"
        if [ -d "$clinics" ]; then
            if [ "${CONSENT_DESKTOP_DELETE_CLINICS:-}" = yes ]; then
                echo "consent-desktop: deleting $clinics, as asked." >&2
                rm -rf "$clinics"
            else
                echo "consent-desktop: the clinics in $clinics were left where they are." >&2
            fi
        fi
    done
fi
