package main

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/np-guard/netpol-analyzer/pkg/netpol/connlist"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/cli-runtime/pkg/resource"
)

type silent struct{}

func (silent) Debugf(string, ...any)        {}
func (silent) Infof(string, ...any)         {}
func (silent) Warnf(string, ...any)         {}
func (silent) Errorf(error, string, ...any) {}

// np-guard lists connections of all workloads at once, with ranges of ports and of addresses.
func npGuard(asked question) ([]string, error) {
	var infos []*resource.Info
	for _, object := range asked.Objects {
		infos = append(infos, &resource.Info{Object: &unstructured.Unstructured{Object: object}, Source: "set"})
	}
	analyzer := connlist.NewConnlistAnalyzer(connlist.WithMuteErrsAndWarns(), connlist.WithLogger(silent{}))
	connections, _, err := analyzer.ConnlistFromResourceInfos(infos)
	if err != nil && strings.Contains(err.Error(), "cannot convert named port for an IP destination") {
		return nil, errDeclined
	}
	if err != nil {
		return nil, err
	}
	for _, problem := range analyzer.Errors() {
		if problem.IsFatal() || problem.IsSevere() {
			return nil, problem.Error()
		}
	}
	var open []string
	for _, connection := range connections {
		froms, err := names(connection.Src(), asked)
		if err != nil {
			return nil, err
		}
		tos, err := names(connection.Dst(), asked)
		if err != nil {
			return nil, err
		}
		for _, each := range asked.Ports {
			if !passes(connection, each) {
				continue
			}
			for _, from := range froms {
				for _, to := range tos {
					open = append(open, opened(from, to, each))
				}
			}
		}
	}
	return open, nil
}

func passes(connection connlist.Peer2PeerConnection, asked port) bool {
	if connection.AllProtocolsAndPorts() {
		return true
	}
	// What the connection itself lists has the ports that are denied among it, for explanations.
	allowed := connlist.GetConnectionSetFromP2PConnection(connection).ProtocolsAndPortsMap(false)
	for _, some := range allowed[corev1.Protocol(asked.Protocol)] {
		if some.Start() <= int64(asked.Number) && int64(asked.Number) <= some.End() {
			return true
		}
	}
	return false
}

// A workload's name, or the addresses asked about that lie in a range.
func names(peer connlist.Peer, asked question) ([]string, error) {
	if !peer.IsPeerIPType() {
		return []string{peer.Namespace() + "/" + peer.Name()}, nil
	}
	var found []string
	for _, some := range strings.Split(peer.IP(), ",") {
		first, last, err := limits(strings.TrimSpace(some))
		if err != nil {
			return nil, err
		}
		for _, address := range asked.Addresses {
			each, err := netip.ParseAddr(address)
			if err != nil {
				return nil, err
			}
			if first.Compare(each) <= 0 && each.Compare(last) <= 0 {
				found = append(found, address)
			}
		}
	}
	return found, nil
}

func limits(text string) (first, last netip.Addr, err error) {
	start, end, isRange := strings.Cut(text, "-")
	if isRange {
		if first, err = netip.ParseAddr(start); err == nil {
			last, err = netip.ParseAddr(end)
		}
		return first, last, err
	}
	prefix, err := netip.ParsePrefix(text)
	if err != nil {
		return first, last, fmt.Errorf("a range of addresses: %w", err)
	}
	first = prefix.Masked().Addr()
	bytes := first.As4()
	for bit := prefix.Bits(); bit < 32; bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	return first, netip.AddrFrom4(bytes), nil
}
