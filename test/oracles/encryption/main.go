// Command encryption asks Kubernetes' own loader which EncryptionConfigurations it takes, with automatic reload, and its own ciphers which
// API servers read what others have stored. A question in JSON on standard input, an answer on standard output.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/server/options/encryptionconfig"
	"k8s.io/apiserver/pkg/storage/value"
	"k8s.io/kms/pkg/service"
	"k8s.io/kms/pkg/util"
)

// A plugin that is never there; its endpoint is still taken apart as the true one's is.
type absent struct{}

var errAbsent = errors.New("no plugin")

func (absent) Decrypt(context.Context, string, *service.DecryptRequest) ([]byte, error) {
	return nil, errAbsent
}

func (absent) Encrypt(context.Context, string, []byte) (*service.EncryptResponse, error) {
	return nil, errAbsent
}

func (absent) Status(context.Context) (*service.StatusResponse, error) { return nil, errAbsent }

func main() {
	encryptionconfig.EnvelopeKMSv2ServiceFactory = func(_ context.Context, endpoint, _ string, _ time.Duration) (service.Service, error) {
		_, err := util.ParseEndpoint(endpoint)
		return absent{}, err
	}
	folder, err := os.MkdirTemp("", "encryption")
	must(err)
	defer os.RemoveAll(folder)
	var asked question
	must(json.NewDecoder(os.Stdin).Decode(&asked))
	told := answer{Refusals: make([]string, len(asked.Files))}
	for index, text := range asked.Files {
		ctx, cancel := context.WithCancel(context.Background())
		if _, err := load(ctx, folder, text); err != nil {
			told.Refusals[index] = err.Error()
		}
		cancel()
	}
	for _, chain := range asked.Chains {
		told.Chains = append(told.Chains, exchange(folder, chain))
	}
	must(json.NewEncoder(os.Stdout).Encode(told))
}

// Files to load, and chains of them, each of which may be on one API server while another one is on the next.
type question struct {
	Files  []string   `json:"files"`
	Chains [][]string `json:"chains"`
}

type answer struct {
	// Why each file is refused, empty where it is not.
	Refusals []string `json:"refusals"`
	Chains   []matrix `json:"chains"`
}

// What API servers with the files of a chain store of a Secret, up to the key's name, and which of them read what which of them wrote.
type matrix struct {
	Stored []string `json:"stored"`
	Reads  [][]bool `json:"reads"`
}

func load(ctx context.Context, folder, text string) (*encryptionconfig.EncryptionConfiguration, error) {
	path := filepath.Join(folder, "config.yaml")
	must(os.WriteFile(path, []byte(text), 0o600))
	return encryptionconfig.LoadEncryptionConfig(ctx, path, true, "oracle")
}

const plain = "{\"kind\":\"Secret\"}"

func exchange(folder string, chain []string) matrix {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	where := value.DefaultContext("/registry/secrets/shop/cart")
	servers := make([]value.Transformer, len(chain))
	found := matrix{Reads: make([][]bool, len(chain))}
	values := make([][]byte, len(chain))
	for index, text := range chain {
		config, err := load(ctx, folder, text)
		must(err)
		servers[index] = config.Transformers[schema.GroupResource{Resource: "secrets"}]
		values[index], err = servers[index].TransformToStorage(ctx, []byte(plain), where)
		must(err)
		found.Stored = append(found.Stored, prefixOf(values[index]))
	}
	for writer, stored := range values {
		for _, server := range servers {
			text, _, err := server.TransformFromStorage(ctx, stored, where)
			found.Reads[writer] = append(found.Reads[writer], err == nil && string(text) == plain)
		}
	}
	return found
}

// The text up to its fifth colon, if it is encrypted.
func prefixOf(stored []byte) string {
	if !strings.HasPrefix(string(stored), "k8s:enc:") {
		return ""
	}
	return strings.Join(strings.SplitN(string(stored), ":", 6)[:5], ":") + ":"
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
