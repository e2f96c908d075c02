// Makes a network of the pods of a cluster, lets the kernel enforce the cluster's NetworkPolicies on it by the verdicts of Cyclonus' policy
// engine, and tells which calls got through.
//
//	network-engine check              whether this machine lets it
//	network-engine probe KUBECONFIG   reads what to ask as JSON from its input, and answers with JSON
//
// All of it is in network namespaces that have no name and no way out: they are gone with the process, however it ends.
package main

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"time"
)

type question struct {
	// Everybody on the network, by name; who is a pod, and which, is for the API server to say.
	Peers []peer   `json:"peers"`
	Ports []uint16 `json:"ports"`
}

type peer struct {
	Name    string     `json:"name"`
	Address netip.Addr `json:"address"`
	// Calls are asked for when one end or both are a subject.
	Subject bool `json:"subject"`
}

type answer struct {
	Asked int `json:"asked"`
	// `caller -> called port/protocol`, as are those in Broken, with what has happened instead.
	Open   []string `json:"open"`
	Closed int      `json:"closed"`
	Broken []string `json:"broken"`
	// New flows that the policy engine was asked about.
	Judged  int64   `json:"judged"`
	Seconds float64 `json:"seconds"`
}

func main() {
	// Whoever started it may be gone.
	time.AfterFunc(100*time.Second, func() {
		fmt.Fprintln(os.Stderr, "not done after 100 s")
		os.Exit(1)
	})
	// Where iptables is, on the PATH of administrators only.
	_ = os.Setenv("PATH", os.Getenv("PATH")+":/usr/sbin:/sbin")
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "check":
		return check()
	case len(args) == 2 && args[0] == "probe":
		var asked question
		if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
			return fmt.Errorf("the question: %w", err)
		}
		found, err := probe(args[1], asked)
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(found)
	}
	return fmt.Errorf("expected check or probe KUBECONFIG, got %q", args)
}

// Two neighbours and a gate that opens for one port: what a probe needs, without a cluster.
func check() error {
	peers := []peer{
		{Name: "a", Address: netip.MustParseAddr("10.244.0.1"), Subject: true},
		{Name: "b", Address: netip.MustParseAddr("10.244.0.2")},
	}
	found, err := ask(question{Peers: peers, Ports: []uint16{1, 2}}, func(flow flow) bool { return flow.port == 1 })
	if err != nil {
		return err
	}
	if len(found.Open) != 4 || found.Closed != 4 {
		return fmt.Errorf("of 8 calls expected 4 open and 4 closed, got %+v", found)
	}
	return nil
}

func probe(kubeconfig string, asked question) (answer, error) {
	engine, err := newEngine(kubeconfig)
	if err != nil {
		return answer{}, err
	}
	return ask(asked, engine.allows)
}

func ask(asked question, allows func(flow) bool) (answer, error) {
	start := time.Now()
	node, err := newNode(asked.Peers)
	if err != nil {
		return answer{}, err
	}
	gate, err := node.guard(allows)
	if err != nil {
		return answer{}, err
	}
	for _, place := range node.places {
		if err := place.serve(asked.Ports); err != nil {
			return answer{}, err
		}
	}
	found, err := node.askAll(asked.Ports)
	found.Judged = gate.judged.Load()
	found.Seconds = time.Since(start).Seconds()
	if err == nil {
		err = gate.failure()
	}
	return found, err
}
