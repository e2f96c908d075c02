package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"sync/atomic"

	"github.com/mdlayher/netlink"
	"golang.org/x/sys/unix"
)

// Who opens a connection, or sends the first datagram, to whom.
type flow struct {
	from, to netip.Addr
	port     uint16
	protocol uint8
}

// The kernel tracks connections, holds each new one that the node would forward, and goes by the mark it gets back. A flow without a mark
// is dropped, which no probe takes for an answer. `proto-unreachable` arrives as an error that nothing else on this network causes.
const (
	allowed = 1
	refused = 2
	rules   = `*mangle
-A FORWARD -m conntrack --ctstate NEW -j NFQUEUE --queue-num 0
COMMIT
*filter
:FORWARD DROP
-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A FORWARD -m mark --mark 1 -j ACCEPT
-A FORWARD -m mark --mark 2 -j REJECT --reject-with icmp-proto-unreachable
COMMIT
`
)

type gate struct {
	judged atomic.Int64
	failed atomic.Pointer[error]
}

// The messages of linux/netfilter/nfnetlink_queue.h.
const (
	packetMessage  = unix.NFNL_SUBSYS_QUEUE<<8 | 0
	verdictMessage = unix.NFNL_SUBSYS_QUEUE<<8 | 1
	configMessage  = unix.NFNL_SUBSYS_QUEUE<<8 | 2

	configCommand = 1
	configParams  = 2
	configLength  = 3
	bind          = 1
	copyPacket    = 2

	packetHeader  = 1
	verdictHeader = 2
	verdictMark   = 3
	packetPayload = 10

	// To the next table, with the mark.
	accept = 1
)

// Lets nothing pass from one pod to another that the verdict does not allow.
func (node *node) guard(allows func(flow) bool) (*gate, error) {
	queue, err := netlink.Dial(unix.NETLINK_NETFILTER, &netlink.Config{NetNS: int(node.at)})
	if err != nil {
		return nil, fmt.Errorf("cannot speak with netfilter: %w", err)
	}
	// Much comes at once; what does not fit is sent again by those who wait for an answer.
	_ = queue.SetReadBuffer(8 << 20)
	_ = queue.SetOption(netlink.NoENOBUFS, true)
	for _, attribute := range []netlink.Attribute{
		{Type: configCommand, Data: []byte{bind, 0, 0, unix.AF_INET}},
		// The headers are enough: at most 60 bytes of IPv4, and the ports.
		{Type: configParams, Data: []byte{0, 0, 0, 64, copyPacket}},
		{Type: configLength, Data: binary.BigEndian.AppendUint32(nil, 1<<16)},
	} {
		message, err := toQueue(configMessage, netlink.Request|netlink.Acknowledge, attribute)
		if err == nil {
			_, err = queue.Execute(message)
		}
		if err != nil {
			return nil, fmt.Errorf("cannot hold packets (NFQUEUE): %w", err)
		}
	}
	if err := node.iptables(rules); err != nil {
		return nil, err
	}
	made := &gate{}
	go func() {
		if err := made.judge(queue, allows); err != nil {
			made.failed.Store(&err)
		}
	}()
	return made, nil
}

func (gate *gate) judge(queue *netlink.Conn, allows func(flow) bool) error {
	for {
		messages, err := queue.Receive()
		if err != nil {
			return fmt.Errorf("packets: %w", err)
		}
		for _, message := range messages {
			if message.Header.Type != packetMessage {
				continue
			}
			id, payload, err := held(message.Data)
			if err != nil {
				return err
			}
			mark := uint32(refused)
			if asked, ok := read(payload); ok {
				gate.judged.Add(1)
				if allows(asked) {
					mark = allowed
				}
			}
			verdict, err := toQueue(verdictMessage, netlink.Request,
				netlink.Attribute{Type: verdictHeader, Data: append(binary.BigEndian.AppendUint32(nil, accept), id...)},
				netlink.Attribute{Type: verdictMark, Data: binary.BigEndian.AppendUint32(nil, mark)},
			)
			if err != nil {
				return err
			}
			if _, err := queue.Send(verdict); err != nil {
				return fmt.Errorf("verdicts: %w", err)
			}
		}
	}
}

func (gate *gate) failure() error {
	if failed := gate.failed.Load(); failed != nil {
		return *failed
	}
	return nil
}

// A message to queue 0.
func toQueue(kind netlink.HeaderType, flags netlink.HeaderFlags, attributes ...netlink.Attribute) (netlink.Message, error) {
	data, err := netlink.MarshalAttributes(attributes)
	return netlink.Message{Header: netlink.Header{Type: kind, Flags: flags}, Data: append([]byte{unix.AF_UNSPEC, 0, 0, 0}, data...)}, err
}

// The packet of a message, and the number by which the kernel knows it.
func held(data []byte) (id, payload []byte, err error) {
	if len(data) < 4 {
		return nil, nil, errors.New("a message from netfilter is too short")
	}
	attributes, err := netlink.UnmarshalAttributes(data[4:])
	if err != nil {
		return nil, nil, err
	}
	for _, attribute := range attributes {
		switch attribute.Type {
		case packetHeader:
			id = attribute.Data[:4]
		case packetPayload:
			payload = attribute.Data
		}
	}
	if id == nil {
		return nil, nil, errors.New("a packet from netfilter has no number")
	}
	return id, payload, nil
}

// What an IPv4 packet opens; nothing that is neither TCP nor UDP is for a NetworkPolicy to allow.
func read(packet []byte) (flow, bool) {
	if len(packet) < 20 || packet[0]>>4 != 4 {
		return flow{}, false
	}
	length := int(packet[0]&15) * 4
	protocol := packet[9]
	if len(packet) < length+4 || (protocol != unix.IPPROTO_TCP && protocol != unix.IPPROTO_UDP) {
		return flow{}, false
	}
	return flow{
		from:     netip.AddrFrom4([4]byte(packet[12:16])),
		to:       netip.AddrFrom4([4]byte(packet[16:20])),
		port:     binary.BigEndian.Uint16(packet[length+2:]),
		protocol: protocol,
	}, true
}
