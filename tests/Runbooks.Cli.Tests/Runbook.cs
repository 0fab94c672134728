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
}
