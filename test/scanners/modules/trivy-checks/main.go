// Program trivy-checks judges Kubernetes objects with the checks that Trivy ships, as `trivy config` does: each check sees one object at a
// time, and only the kinds that it names.
//
// It reads YAML files and writes JSON: the checks that saw an object, and what they found.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sort"
	"strings"

	checks "github.com/aquasecurity/trivy-checks"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/types"
	"gopkg.in/yaml.v3"
)

type check struct {
	id    string
	kinds []string
	query rego.PreparedEvalQuery
}

type finding struct {
	Check     string `json:"check"`
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Message   string `json:"message"`
}

type report struct {
	Checks   []string  `json:"checks"`
	Findings []finding `json:"findings"`
}

func main() {
	if len(os.Args) < 3 {
		fail(errors.New("usage: trivy-checks KUBERNETES_VERSION FILE..."))
	}
	all, err := prepare(os.Args[1])
	if err != nil {
		fail(err)
	}
	result := report{Checks: []string{}, Findings: []finding{}}
	ran := map[string]bool{}
	for _, path := range os.Args[2:] {
		objects, err := read(path)
		if err != nil {
			fail(fmt.Errorf("%s: %w", path, err))
		}
		for _, object := range objects {
			for _, one := range all {
				found, applies, err := one.judge(object)
				if err != nil {
					fail(fmt.Errorf("%s: %s: %w", path, one.id, err))
				}
				ran[one.id] = ran[one.id] || applies
				result.Findings = append(result.Findings, found...)
			}
		}
	}
	for id, did := range ran {
		if did {
			result.Checks = append(result.Checks, id)
		}
	}
	sort.Strings(result.Checks)
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

// prepare compiles the checks, with the one function of Trivy's own that those for Kubernetes call.
func prepare(version string) ([]check, error) {
	modules := map[string]*ast.Module{}
	for _, source := range []struct {
		files fs.FS
		root  string
	}{
		{checks.EmbeddedLibraryFileSystem, "lib/kubernetes"},
		{checks.EmbeddedLibraryFileSystem, "lib/cloud/metadata.rego"},
		{checks.EmbeddedPolicyFileSystem, "checks/kubernetes"},
	} {
		err := fs.WalkDir(source.files, source.root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".rego") || strings.HasSuffix(path, "_test.rego") {
				return err
			}
			text, err := fs.ReadFile(source.files, path)
			if err != nil {
				return err
			}
			modules[path], err = ast.ParseModuleWithOpts(path, string(text), ast.ParserOptions{ProcessAnnotation: true})
			return err
		})
		if err != nil {
			return nil, err
		}
	}

	rego.RegisterBuiltin2(
		&rego.Function{Name: "result.new", Decl: types.NewFunction(types.Args(types.S, types.A), types.A)},
		func(_ rego.BuiltinContext, message, _ *ast.Term) (*ast.Term, error) { return message, nil },
	)
	compiler := ast.NewCompiler()
	if compiler.Compile(modules); compiler.Failed() {
		return nil, compiler.Errors
	}
	store := inmem.NewFromObject(map[string]any{"k8s": map[string]any{"version": version}})

	var all []check
	for path, module := range modules {
		id, kinds, ok := describe(module)
		if !ok {
			continue
		}
		query := fmt.Sprintf("%s.deny", module.Package.Path)
		prepared, err := rego.New(rego.Query(query), rego.Compiler(compiler), rego.Store(store)).PrepareForEval(context.Background())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, check{id, kinds, prepared})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	return all, nil
}

// describe tells a check's id and the kinds it judges, none for all; libraries, and checks that Trivy runs for one standard only, are left out.
func describe(module *ast.Module) (id string, kinds []string, ok bool) {
	for _, annotations := range module.Annotations {
		custom := struct {
			ID         string         `json:"avd_id"`
			Frameworks map[string]any `json:"frameworks"`
			Input      struct {
				Selector []struct {
					Subtypes []struct {
						Kind string `json:"kind"`
					} `json:"subtypes"`
				} `json:"selector"`
			} `json:"input"`
		}{}
		text, err := json.Marshal(annotations.Custom)
		if annotations.Scope != "package" || err != nil || json.Unmarshal(text, &custom) != nil || custom.ID == "" {
			continue
		}
		if _, standard := custom.Frameworks["default"]; len(custom.Frameworks) > 0 && !standard {
			return "", nil, false
		}
		for _, selector := range custom.Input.Selector {
			for _, subtype := range selector.Subtypes {
				kinds = append(kinds, subtype.Kind)
			}
		}
		return strings.TrimPrefix(custom.ID, "AVD-"), kinds, true
	}
	return "", nil, false
}

func (c check) judge(object map[string]any) ([]finding, bool, error) {
	kind, _ := object["kind"].(string)
	applies := len(c.kinds) == 0
	for _, one := range c.kinds {
		applies = applies || strings.EqualFold(one, kind)
	}
	if !applies {
		return nil, false, nil
	}
	results, err := c.query.Eval(context.Background(), rego.EvalInput(object))
	if err != nil {
		return nil, true, err
	}
	metadata, _ := object["metadata"].(map[string]any)
	namespace, _ := metadata["namespace"].(string)
	name, _ := metadata["name"].(string)
	var found []finding
	for _, result := range results {
		for _, expression := range result.Expressions {
			messages, _ := expression.Value.([]any)
			for _, message := range messages {
				found = append(found, finding{c.id, kind, namespace, name, fmt.Sprint(message)})
			}
		}
	}
	return found, true, nil
}

// read gives the objects of a file.
func read(path string) ([]map[string]any, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var objects []map[string]any
	for decoder := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var object map[string]any
		if err := decoder.Decode(&object); errors.Is(err, io.EOF) {
			return objects, nil
		} else if err != nil {
			return nil, err
		}
		if object != nil {
			objects = append(objects, object)
		}
	}
}
