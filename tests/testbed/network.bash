# Sourced by the kubernetes part: what connects Pods with each other, with Services and with this machine.

network=$cache/trees/network
network_programs=$network.bin

install_network() {
    local program
    debian_tree "$network" bookworm iptables conntrack dnsmasq-base
    for program in ip{,6}tables{,-save,-restore}; do
        script "$network_programs/$program" "XTABLES_LIBDIR='$network/usr/lib/$triplet/xtables' exec $(network_program xtables-nft-multi) $program"
    done
    for program in conntrack dnsmasq; do script "$network_programs/$program" "exec $(network_program $program)"; done
}

network_program() { echo "'$(loader "$network")' --library-path '$network/usr/lib/$triplet' '$network/usr/sbin/$1'"; }

# The address at which both this machine and Pods reach a server on this machine, there before the first Pod.
pod_bridge() {
    local ip="$debian/usr/bin/busybox ip"
    $ip link add name "$bridge" type bridge
    $ip address add "$bridge_address/16" dev "$bridge"
    $ip link set "$bridge" up
}

# A Service's address, for Pods and for this machine. All that it forwards seems to come from this machine, or answers between two Pods would go past it.
start_proxy() {
    daemon proxy env PATH="$network_programs:$PATH" "$kubernetes/kube-proxy" --kubeconfig="$kubeconfig" --hostname-override=localhost --proxy-mode=iptables --masquerade-all --iptables-min-sync-period=100ms \
        --healthz-bind-address= --metrics-bind-address= --kube-api-qps=200 --kube-api-burst=400 --oom-score-adj=0 \
        --conntrack-max-per-core=0 --conntrack-tcp-timeout-established=0 --conntrack-tcp-timeout-close-wait=0
    await 30 proxy grep "Caches are synced for service config" "$state/proxy.log"
}

# Knows the Services' names, which the names daemon writes into its folder, and says at once of all others that there are none.
start_name_server() {
    rm -rf "$state/hosts"
    mkdir -p "$state/hosts"
    daemon names "$testbed/service-names" "$state/hosts/services" "$kubernetes/kubectl" --kubeconfig="$kubeconfig"
    await 30 names test -e "$state/hosts/services"
    daemon dnsmasq "$network_programs/dnsmasq" --keep-in-foreground --conf-file=/dev/null --pid-file= --user=root --log-facility=- \
        --listen-address="$bridge_address" --bind-interfaces --no-resolv --no-hosts --hostsdir="$state/hosts" --local=/#/ --cache-size=0
}

# The proxy's own --cleanup leaves its empty chains.
clean_network() {
    local family
    for family in ip ip6; do
        "$network_programs/${family}tables-save" | grep -q KUBE- || continue
        "$network_programs/${family}tables-save" | grep -v KUBE- | "$network_programs/${family}tables-restore"
    done
    [[ ! -e /sys/class/net/$bridge ]] || "$debian/usr/bin/busybox" ip link delete "$bridge"
}
