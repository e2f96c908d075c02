package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sort"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

const (
	patience = 10 * time.Second
	// As long as a lost datagram is waited for.
	again = 500 * time.Millisecond
	// Callers that ask at a time.
	abreast = 8
)

// Answers with its name to whoever asks on the ports, over TCP and UDP, whether the pod of the cluster listens there or not: what is closed
// is closed by a policy.
func (place *place) serve(ports []uint16) error {
	return within(place.at, func() error {
		for _, port := range ports {
			at := netip.AddrPortFrom(place.Address, port)
			stream, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(at))
			if err != nil {
				return err
			}
			go func() {
				for {
					caller, err := stream.Accept()
					if err != nil {
						return
					}
					_, _ = caller.Write([]byte(place.Name))
					_ = caller.Close()
				}
			}()
			datagrams, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(at))
			if err != nil {
				return err
			}
			go func() {
				buffer := make([]byte, 64)
				for {
					_, caller, err := datagrams.ReadFromUDPAddrPort(buffer)
					if err != nil {
						return
					}
					_, _ = datagrams.WriteToUDPAddrPort([]byte(place.Name), caller)
				}
			}()
		}
		return nil
	})
}

// Has every peer call every other one, where one of the two is a subject.
func (node *node) askAll(ports []uint16) (answer, error) {
	found := answer{Open: []string{}, Broken: []string{}}
	var (
		failures []error
		lock     sync.Mutex
		running  sync.WaitGroup
		slots    = make(chan struct{}, abreast)
	)
	for _, caller := range node.places {
		running.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			err := within(caller.at, func() error {
				for _, called := range node.places {
					if caller == called || !(caller.Subject || called.Subject) {
						continue
					}
					calls, err := caller.call(called, ports)
					if err != nil {
						return err
					}
					lock.Lock()
					for _, call := range calls {
						found.add(caller, called, call)
					}
					lock.Unlock()
				}
				return nil
			})
			if err != nil {
				lock.Lock()
				failures = append(failures, fmt.Errorf("%s: %w", caller.Name, err))
				lock.Unlock()
			}
		})
	}
	running.Wait()
	sort.Strings(found.Open)
	sort.Strings(found.Broken)
	return found, errors.Join(failures...)
}

func (found *answer) add(caller, called *place, call *call) {
	found.Asked++
	name := fmt.Sprintf("%s -> %s %d/%s", caller.Name, called.Name, call.port, call.protocol)
	switch {
	case call.said == called.Name:
		found.Open = append(found.Open, name)
	case call.problem == unix.ENOPROTOOPT:
		found.Closed++
	case call.problem != 0:
		found.Broken = append(found.Broken, fmt.Sprintf("%s: %s", name, call.problem.Error()))
	case call.said != "":
		found.Broken = append(found.Broken, fmt.Sprintf("%s: %q answered", name, call.said))
	default:
		found.Broken = append(found.Broken, name+": nobody answered")
	}
}

type call struct {
	port     uint16
	protocol string
	socket   int
	said     string
	problem  unix.Errno
}

// Calls all ports at once, and waits until each call has got an answer or a refusal.
func (place *place) call(called *place, ports []uint16) ([]*call, error) {
	var calls []*call
	defer func() {
		for _, call := range calls {
			_ = unix.Close(call.socket)
		}
	}()
	for _, port := range ports {
		for protocol, kind := range map[string]int{"TCP": unix.SOCK_STREAM, "UDP": unix.SOCK_DGRAM} {
			socket, err := unix.Socket(unix.AF_INET, kind|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
			if err != nil {
				return nil, err
			}
			made := &call{port: port, protocol: protocol, socket: socket}
			calls = append(calls, made)
			err = unix.Connect(socket, &unix.SockaddrInet4{Port: int(port), Addr: called.Address.As4()})
			if err != nil && err != unix.EINPROGRESS {
				made.problem = err.(unix.Errno)
			}
		}
	}
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		var waiting []*call
		for _, call := range calls {
			if call.said == "" && call.problem == 0 {
				waiting = append(waiting, call)
			}
		}
		if len(waiting) == 0 {
			break
		}
		for _, call := range waiting {
			if call.protocol == "UDP" {
				call.note(unix.Send(call.socket, []byte("?"), 0))
			}
		}
		if err := hear(waiting, time.Now().Add(again)); err != nil {
			return nil, err
		}
	}
	return calls, nil
}

// Listens to the calls until none of them is undecided, or until the time.
func hear(waiting []*call, until time.Time) error {
	for len(waiting) > 0 && time.Now().Before(until) {
		polled := make([]unix.PollFd, len(waiting))
		for index, call := range waiting {
			polled[index] = unix.PollFd{Fd: int32(call.socket), Events: unix.POLLIN}
		}
		if _, err := unix.Poll(polled, int(time.Until(until).Milliseconds())+1); err != nil && err != unix.EINTR {
			return err
		}
		var undecided []*call
		for index, call := range waiting {
			if polled[index].Revents != 0 {
				buffer := make([]byte, 256)
				count, err := unix.Read(call.socket, buffer)
				if err == nil {
					call.said = string(buffer[:count])
				}
				call.note(err)
			}
			if call.said == "" && call.problem == 0 {
				undecided = append(undecided, call)
			}
		}
		waiting = undecided
	}
	return nil
}

func (call *call) note(err error) {
	if problem, ok := err.(unix.Errno); ok && problem != unix.EAGAIN {
		call.problem = problem
	}
}
