// Says whether the API server of one version accepts what a control plane is written with: its flags, and the files that they name, are
// read and validated by what the API server itself reads and validates them with; so are the objects beside them.
//
//	control-plane-config FLAGS APISERVER-DIRECTORY OBJECTS
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/validation/field"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/apiserver/pkg/admission"
	apiserverapi "k8s.io/apiserver/pkg/apis/apiserver"
	"k8s.io/apiserver/pkg/apis/apiserver/install"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/flowcontrol"
	_ "k8s.io/kubernetes/pkg/apis/flowcontrol/install"
	flowvalidation "k8s.io/kubernetes/pkg/apis/flowcontrol/validation"
	"k8s.io/kubernetes/pkg/apis/node"
	_ "k8s.io/kubernetes/pkg/apis/node/install"
	nodevalidation "k8s.io/kubernetes/pkg/apis/node/validation"
	"k8s.io/kubernetes/pkg/apis/rbac"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	rbacvalidation "k8s.io/kubernetes/pkg/apis/rbac/validation"
	kubeoptions "k8s.io/kubernetes/pkg/kubeapiserver/options"
	psaload "k8s.io/pod-security-admission/admission/api/load"
	psavalidation "k8s.io/pod-security-admission/admission/api/validation"
	"sigs.k8s.io/yaml"
)

// Where the files are put on hosts.
const installed = "/etc/kubernetes/apiserver/"

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: control-plane-config FLAGS APISERVER-DIRECTORY OBJECTS")
		os.Exit(2)
	}
	flags, err := readFlags(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	problems := append(authentication(flags), authorization(flags)...)
	problems = append(problems, admissionPlugins(flags)...)
	problems = append(problems, objects(os.Args[3])...)
	for _, problem := range problems {
		fmt.Println(problem)
	}
	if len(problems) > 0 {
		os.Exit(1)
	}
}

// The flags of the concerns that are judged here, with paths of this machine.
func readFlags(path, directory string) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var kept []string
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		name := strings.SplitN(strings.TrimPrefix(line, "--"), "=", 2)[0]
		judged := strings.HasPrefix(name, "oidc-") || strings.HasPrefix(name, "authorization-") || strings.HasSuffix(name, "-admission-plugins") ||
			name == "anonymous-auth" || name == "authentication-config" || name == "admission-control-config-file" || name == "enable-bootstrap-token-auth"
		if judged {
			kept = append(kept, strings.ReplaceAll(line, installed, directory+"/"))
		}
	}
	return kept, nil
}

func parse(flags []string, add func(*pflag.FlagSet), known func(name string) bool) error {
	set := pflag.NewFlagSet("kube-apiserver", pflag.ContinueOnError)
	add(set)
	var own []string
	for _, flag := range flags {
		if known(strings.SplitN(strings.TrimPrefix(flag, "--"), "=", 2)[0]) {
			own = append(own, flag)
		}
	}
	return set.Parse(own)
}

func authentication(flags []string) []error {
	options := kubeoptions.NewBuiltInAuthenticationOptions().WithAnonymous().WithBootstrapToken().WithOIDC()
	err := parse(flags, options.AddFlags, func(name string) bool {
		return !strings.Contains(name, "admission") && !strings.HasPrefix(name, "authorization-")
	})
	if err != nil {
		return []error{err}
	}
	problems := options.Validate()
	if _, err := options.ToAuthenticationConfig(); err != nil {
		problems = append(problems, err)
	}
	return problems
}

func authorization(flags []string) []error {
	options := kubeoptions.NewBuiltInAuthorizationOptions()
	if err := parse(flags, options.AddFlags, func(name string) bool { return strings.HasPrefix(name, "authorization-") }); err != nil {
		return []error{err}
	}
	return options.Validate()
}

func admissionPlugins(flags []string) []error {
	options := kubeoptions.NewAdmissionOptions()
	if err := parse(flags, options.AddFlags, func(name string) bool { return strings.Contains(name, "admission") }); err != nil {
		return []error{err}
	}
	problems := options.Validate()
	plugins := admission.NewPlugins()
	kubeoptions.RegisterAllAdmissionPlugins(plugins)
	scheme := runtime.NewScheme()
	install.Install(scheme)
	path := options.GenericAdmission.ConfigFile
	configured, err := configuredIn(path, scheme)
	if err != nil {
		return append(problems, err)
	}
	provider, err := admission.ReadAdmissionConfiguration(configured, path, scheme)
	if err != nil {
		return append(problems, err)
	}
	enabled := map[string]bool{}
	for _, name := range options.GenericAdmission.EnablePlugins {
		enabled[name] = true
	}
	for _, name := range configured {
		if !enabled[name] {
			problems = append(problems, fmt.Errorf("%s is configured, and not on", name))
		}
		if err := accepts(plugins, provider, name); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", name, err))
		}
	}
	return problems
}

// The plugins that a file configures, read strictly.
func configuredIn(path string, scheme *runtime.Scheme) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	codecs := serializer.NewCodecFactory(scheme, serializer.EnableStrict)
	object, _, err := codecs.UniversalDecoder().Decode(data, nil, nil)
	if err != nil {
		return nil, err
	}
	file, ok := object.(*apiserverapi.AdmissionConfiguration)
	if !ok {
		return nil, fmt.Errorf("%s is no AdmissionConfiguration but %T", path, object)
	}
	var names []string
	for _, plugin := range file.Plugins {
		names = append(names, plugin.Name)
	}
	return names, nil
}

// Whether a plugin takes its configuration. What it says of clients that it has not been given is of another step.
func accepts(plugins *admission.Plugins, provider admission.ConfigProvider, name string) error {
	config, err := provider.ConfigFor(name)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(config)
	if err != nil {
		return err
	}
	switch name {
	case "PodNodeSelector":
		// The plugin reads what it cannot parse again and again.
		return selectors(data)
	case "PodSecurity":
		loaded, err := psaload.LoadFromData(data)
		if err != nil {
			return err
		}
		if errs := psavalidation.ValidatePodSecurityConfiguration(loaded); len(errs) > 0 {
			return errs.ToAggregate()
		}
	}
	_, err = plugins.InitPlugin(name, strings.NewReader(string(data)), nothing{})
	if err != nil && !strings.HasPrefix(err.Error(), "failed to initialize admission plugin") {
		return err
	}
	return nil
}

type nothing struct{}

func (nothing) Initialize(admission.Interface) {}

func selectors(data []byte) error {
	file := struct {
		PodNodeSelectorPluginConfig map[string]string `json:"podNodeSelectorPluginConfig"`
	}{}
	if err := yaml.UnmarshalStrict(data, &file); err != nil {
		return err
	}
	for name, text := range file.PodNodeSelectorPluginConfig {
		if _, err := labels.ConvertSelectorToLabelsMap(text); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func objects(path string) []error {
	data, err := os.ReadFile(path)
	if err != nil {
		return []error{err}
	}
	var problems []error
	codecs := serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict)
	documents := utilyaml.NewDocumentDecoder(io.NopCloser(strings.NewReader(string(data))))
	buffer := make([]byte, len(data)+1)
	for {
		length, err := documents.Read(buffer)
		if errors.Is(err, io.EOF) {
			return problems
		}
		if err != nil {
			return append(problems, err)
		}
		object, kind, err := codecs.UniversalDecoder().Decode(buffer[:length], nil, nil)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		var errs field.ErrorList
		switch own := object.(type) {
		case *flowcontrol.FlowSchema:
			errs = flowvalidation.ValidateFlowSchema(own)
		case *flowcontrol.PriorityLevelConfiguration:
			errs = flowvalidation.ValidatePriorityLevelConfiguration(own, kind.GroupVersion(), flowvalidation.PriorityLevelValidationOptions{})
		case *node.RuntimeClass:
			errs = nodevalidation.ValidateRuntimeClass(own)
		case *rbac.ClusterRole:
			errs = rbacvalidation.ValidateClusterRole(own, rbacvalidation.ClusterRoleValidationOptions{})
		case *rbac.ClusterRoleBinding:
			errs = rbacvalidation.ValidateClusterRoleBinding(own)
		default:
			problems = append(problems, fmt.Errorf("nobody judges a %s", kind.Kind))
		}
		for _, each := range errs {
			problems = append(problems, fmt.Errorf("%s: %w", kind.Kind, each))
		}
	}
}
