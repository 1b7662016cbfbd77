#!/bin/sh
# The committed OpenAPI documents are what the programs print; openapi.json is all of them in one.
#     openapi.sh ROOT BUILD            compare
#     openapi.sh --write ROOT BUILD    write them
set -eu
write=0
[ "$1" = --write ] && { write=1; shift; }
root=$1 build=$2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for service in identity clients stage1 stage2 surveillance evidence rules ${SW_OPENAPI_LAST-certificates}; do
    "$build/sealwright-$service" --openapi >"$out/$service.openapi.json"
done
jq -s '{
    openapi: .[0].openapi,
    info: (.[0].info + {title: "Sealwright"}),
    servers: .[0].servers,
    tags: map(.tags[]) ,
    security: .[0].security,
    paths: (map(.paths) | add),
    components: {schemas: (map(.components.schemas) | add), securitySchemes: .[0].components.securitySchemes}
}' "$out"/*.openapi.json >"$out/openapi.json"
# A schema name means one thing in all services.
twice=$(jq -s -r '[.[].components.schemas | to_entries[]] | group_by(.key)[] | select((map(.value) | unique | length) > 1) | .[0].key' "$out"/[a-z0-9]*.openapi.json)
[ -z "$twice" ] || { echo "schemas with two meanings: $twice"; exit 1; }
if [ $write = 1 ]; then
    cp "$out"/*.json "$root/schemas/api/"
    exit 0
fi
for file in "$out"/*.json; do
    cmp -s "$file" "$root/schemas/api/$(basename "$file")" || { echo "schemas/api/$(basename "$file") is not what the programs print; tests/lint/openapi.sh --write"; bad=1; }
done
[ -z "${bad:-}" ]
