// Asks engines that are not ours who reaches whom, for sets of objects on standard input: a set a line, the answers a line.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"sort"

	"github.com/sirupsen/logrus"
)

// A set of objects, and the ports and addresses to ask about.
type question struct {
	Objects   []map[string]any `json:"objects"`
	Ports     []port           `json:"ports"`
	Addresses []string         `json:"addresses"`
	Engines   []string         `json:"engines"`
}

type port struct {
	Number   int    `json:"number"`
	Protocol string `json:"protocol"`
}

var engines = map[string]func(question) ([]string, error){"cyclonus": cyclonus, "np-guard": npGuard}

func main() {
	logrus.SetOutput(io.Discard)
	log.SetOutput(io.Discard)
	lines := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			if err := answer(line, out); err != nil {
				out.Flush()
				fmt.Fprintln(os.Stderr, err)
				os.Exit(2)
			}
		}
		if err != nil {
			return
		}
	}
}

// What an engine does not answer, though Kubernetes does.
var errDeclined = errors.New("declined")

// Writes what each engine says is open, as `from to port/protocol`; null where it declines.
func answer(line []byte, out *bufio.Writer) error {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return err
	}
	answers := map[string][]string{}
	for _, name := range asked.Engines {
		open, err := engines[name](asked)
		if errors.Is(err, errDeclined) {
			answers[name] = nil
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w: %s", name, err, line)
		}
		if open == nil {
			open = []string{}
		}
		sort.Strings(open)
		answers[name] = open
	}
	text, err := json.Marshal(answers)
	if err != nil {
		return err
	}
	_, err = out.Write(append(text, '\n'))
	return err
}

func opened(from, to string, asked port) string {
	return fmt.Sprintf("%s %s %d/%s", from, to, asked.Number, asked.Protocol)
}
