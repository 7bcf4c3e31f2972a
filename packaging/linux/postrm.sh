#!/bin/sh
# Purging takes away what this package made on the machine: nothing but its own files, which dpkg removes by itself.
# Clinics lie in the home folders of those who keep them, and on servers; no package has any business there. Whoever wants
# theirs gone deletes ~/.local/share/consent-desktop themselves.
set -e
if [ "$1" = purge ]; then
    for home in /root /home/*; do
        if [ -d "$home/.local/share/consent-desktop" ]; then
            echo "consent-desktop: the clinics in $home/.local/share/consent-desktop were left where they are." >&2
        fi
    done
fi
