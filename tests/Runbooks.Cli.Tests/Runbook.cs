namespace Runbooks.Cli.Tests;

/// <summary>Runbooks for tests; their containers are commands of this machine.</summary>
internal static class Runbook
{
    public const string Hello = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: hello-}
        spec:
          entrypoint: main
          arguments: {parameters: [{name: who, value: world}]}
          templates:
            - name: main
              container: {image: busybox, command: [echo], args: ["hello {{workflow.parameters.who}}"]}
        """;

    public const string TwoSteps = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: two-steps}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps:
                - - {name: left, template: say, arguments: {parameters: [{name: what, value: one}]}}
                  - {name: right, template: say, arguments: {parameters: [{name: what, value: two}]}}
            - name: say
              inputs: {parameters: [{name: what}]}
              container: {image: busybox, command: [echo], args: ["{{inputs.parameters.what}}"]}
        """;

    public const string Failing = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: failing-}
        spec:
          entrypoint: main
          templates:
            - name: main
              container: {image: busybox, command: ["false"]}
        """;

    public const string Wrong = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: wrong-}
        spec:
          entrypoint: mian
          templates:
            - name: main
              container: {image: busybox, command: ["false"]}
        """;

    /// <summary>Native calls, for <c>--sandbox</c>: one with a list as its result, one with none.</summary>
    public const string Native = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: native}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps:
                - - {name: regions, template: regions}
                  - {name: nothing, template: nothing}
                - - {name: again, template: skipped, when: "1 == 2"}
            - name: regions
              plugin: {aws: {service: ec2, action: DescribeInstances, region: ap-northeast-1, query: "Reservations[].Instances[].{id: InstanceId, state: State.Name} | [:2]"}}
            - name: nothing
              container: {image: busybox, command: ["true"]}
            - name: skipped
              container: {image: busybox, command: ["true"]}
        """;

    /// <summary>Two of the three fail, and say why before.</summary>
    public const string FailingLoop = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: failing-loop-}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps:
                - - {name: check, template: check, withItems: [host-1, host-2, here], arguments: {parameters: [{name: host, value: "{{item}}"}]}}
            - name: check
              inputs: {parameters: [{name: host}]}
              container: {image: busybox, command: [sh, -c], args: ["test {{inputs.parameters.host}} = here || { echo can\\'t reach {{inputs.parameters.host}}; exit 3; }"]}
        """;
}
