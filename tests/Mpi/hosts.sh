#!/usr/bin/env bash
# Two hosts on one machine: network namespaces with names of their own, and TCP between them. A fit of one rank on each is the fit of one
# process, and its gradients have gone over the network. Says that it is skipped where namespaces are not allowed, or there is no Open MPI.
# Build first (dotnet build MLFlux.sln -c Release).
set -uo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath artifacts/bin/MLFlux.RankProgram/release*/MLFlux.RankProgram.dll)
skip() { echo "skipped: $1"; exit 0; }
command -v mpirun.openmpi >/dev/null || skip "there is no mpirun.openmpi"
command -v ip >/dev/null && command -v unshare >/dev/null || skip "there is no ip, or no unshare"

work=$(mktemp -d)
one=mlflux$$a two=mlflux$$b first=10.77.193.1 second=10.77.193.2
trap 'ip netns del "$one" 2>/dev/null; ip netns del "$two" 2>/dev/null; rm -rf "$work"' EXIT
{ ip netns add "$one" && ip netns add "$two" && unshare --uts true; } 2>/dev/null || skip "namespaces are not allowed here"
{ ip link add veth0 netns "$one" type veth peer name veth0 netns "$two" \
    && ip -n "$one" addr add "$first/24" dev veth0 && ip -n "$two" addr add "$second/24" dev veth0 \
    && ip -n "$one" link set veth0 up && ip -n "$two" link set veth0 up \
    && ip -n "$one" link set lo up && ip -n "$two" link set lo up; } || skip "the namespaces cannot be connected"

# What mpirun takes for ssh: goes to the host of an address.
cat >"$work/agent" <<END
#!/bin/sh
host=\$1
shift
space=$one
[ "\$host" = $first ] || space=$two
exec ip netns exec \$space unshare --uts sh -c 'hostname "\$0" && exec sh -c "\$1"' "host-\$space" "\$*"
END
chmod +x "$work/agent"

unset TERM
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 DOTNET_NOLOGO=1
digest() { sed -nE 's/.*digest ([0-9A-F]+).*/\1/p' "$1" | sort -u; }
dotnet exec "$program" exact=yes network=wide >"$work/alone"
"$work/agent" "$first" "mpirun.openmpi --host $first,$second -n 2 --bind-to none --mca plm_rsh_agent $work/agent \
    --mca btl tcp,self --mca pml ob1 --mca btl_tcp_if_include veth0 --mca oob_tcp_if_include veth0 \
    dotnet exec $program exact=yes network=wide" >"$work/out" 2>&1 || { cat "$work/out"; echo "the fit of two hosts failed" >&2; exit 1; }
[ "$(digest "$work/out")" = "$(digest "$work/alone")" ] || { cat "$work/out"; echo "two hosts learn other weights" >&2; exit 1; }
sent=$(ip netns exec "$one" cat /sys/class/net/veth0/statistics/tx_bytes)
[ "$sent" -gt 100000000 ] || { echo "$sent bytes went over the network; the gradients did not" >&2; exit 1; }
echo "two hosts: $(grep speed "$work/out"); $((sent / 1000000)) MB sent by the first"
