package main

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
)

// One Kubernetes node: a network namespace that routes between those of the pods, as most CNI plugins do.
type node struct {
	at     netns.NsHandle
	places []*place
}

// Where one peer lives.
type place struct {
	peer
	at netns.NsHandle
}

// What every pod takes for its gateway; pods have no other neighbour.
var gateway = netip.MustParseAddr("169.254.1.1")

func newNode(peers []peer) (*node, error) {
	at, err := newNamespace()
	if err != nil {
		return nil, fmt.Errorf("cannot make a network namespace: %w", err)
	}
	made := &node{at: at}
	if err := within(at, func() error {
		// Every refusal has to arrive: the kernel must not save on them.
		for name, value := range map[string]string{"ip_forward": "1", "icmp_ratemask": "0"} {
			if err := os.WriteFile("/proc/sys/net/ipv4/"+name, []byte(value), 0); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("cannot make a router of a network namespace: %w", err)
	}
	links, err := netlink.NewHandleAt(at)
	if err != nil {
		return nil, err
	}
	defer links.Close()
	loopback, err := links.LinkByName("lo")
	if err != nil {
		return nil, err
	}
	if err := links.AddrAdd(loopback, &netlink.Addr{IPNet: alone(gateway)}); err != nil {
		return nil, err
	}
	if err := links.LinkSetUp(loopback); err != nil {
		return nil, err
	}
	for index, peer := range peers {
		at, err := newNamespace()
		if err != nil {
			return nil, err
		}
		if err := connect(links, fmt.Sprintf("pod%d", index), peer.Address, at); err != nil {
			return nil, fmt.Errorf("cannot connect %s: %w", peer.Name, err)
		}
		made.places = append(made.places, &place{peer, at})
	}
	return made, nil
}

func connect(node *netlink.Handle, name string, address netip.Addr, at netns.NsHandle) error {
	pair := &netlink.Veth{LinkAttrs: netlink.LinkAttrs{Name: name}, PeerName: "eth0", PeerNamespace: netlink.NsFd(at)}
	if err := node.LinkAdd(pair); err != nil {
		return err
	}
	if err := node.LinkSetUp(pair); err != nil {
		return err
	}
	if err := node.RouteAdd(&netlink.Route{LinkIndex: pair.Index, Dst: alone(address), Scope: netlink.SCOPE_LINK}); err != nil {
		return err
	}
	pod, err := netlink.NewHandleAt(at)
	if err != nil {
		return err
	}
	defer pod.Close()
	own, err := pod.LinkByName("eth0")
	if err != nil {
		return err
	}
	if err := pod.AddrAdd(own, &netlink.Addr{IPNet: alone(address)}); err != nil {
		return err
	}
	if err := pod.LinkSetUp(own); err != nil {
		return err
	}
	index := own.Attrs().Index
	if err := pod.RouteAdd(&netlink.Route{LinkIndex: index, Dst: alone(gateway), Scope: netlink.SCOPE_LINK}); err != nil {
		return err
	}
	return pod.RouteAdd(&netlink.Route{LinkIndex: index, Gw: gateway.AsSlice()})
}

func alone(address netip.Addr) *net.IPNet {
	return &net.IPNet{IP: address.AsSlice(), Mask: net.CIDRMask(address.BitLen(), address.BitLen())}
}

// The only holder of a new namespace is the handle.
func newNamespace() (netns.NsHandle, error) {
	var at netns.NsHandle
	err := apart(func() (err error) {
		at, err = netns.New()
		return err
	})
	return at, err
}

// Does something with the network of a namespace: sockets opened and programs started there stay there.
func within(at netns.NsHandle, do func() error) error {
	return apart(func() error {
		if err := netns.Set(at); err != nil {
			return err
		}
		return do()
	})
}

func apart(do func() error) error {
	done := make(chan error)
	go func() {
		// Never unlocked: the thread ends with the goroutine, so nobody else gets one with a strange network.
		runtime.LockOSThread()
		done <- do()
	}()
	return <-done
}

func (node *node) iptables(rules string) error {
	return within(node.at, func() error {
		program, err := exec.LookPath("iptables-restore")
		if err != nil {
			return fmt.Errorf("the package iptables is not installed: %w", err)
		}
		command := exec.Command(program)
		command.Stdin = strings.NewReader(rules)
		if said, err := command.CombinedOutput(); err != nil {
			return fmt.Errorf("iptables-restore: %w: %s", err, said)
		}
		return nil
	})
}
