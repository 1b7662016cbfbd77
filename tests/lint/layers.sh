#!/bin/sh
# layers.sh ROOT: who may include whom.  A folder that is not listed is forbidden.
set -eu
cd "$1"
may() { # may FOLDER "ALLOWED PREFIXES"
    grep -rnHo --include='*.[ch]' '#include "[a-z0-9_]*/' "$1" 2>/dev/null | while IFS= read -r hit; do
        prefix=${hit##*\"}
        prefix=${prefix%/}
        case " $2 " in *" $prefix "*) ;; *) echo "forbidden: $hit" ;; esac
    done
}
bad=$(may shared/base "base"
      may shared/rules "base rules"
      may shared/db "base db"
      may shared/http "base http"
      may shared/html "base html"
      may shared/client "base client"
      may shared/crypto "base crypto"
      may shared/config "base config"
      may shared/judge "base http rules crypto judge"
      may shared/service "base http db rules config crypto service"
      may shared/audit "base http html db rules judge crypto client config service audit"
      for s in services/*/; do may "$s" "base http html db rules judge crypto client config service audit"; done)
[ -z "$bad" ] || { echo "$bad"; exit 1; }
