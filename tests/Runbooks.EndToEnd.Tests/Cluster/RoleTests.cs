using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Cluster;

/// <summary>The Role that deploy/kubernetes ships is enough, and there is no need to be more.</summary>
[Collection(ClusterCollection.Name)]
public sealed class RoleTests
{
    [Fact]
    public async Task A_service_account_with_the_shipped_role_runs_steps_reads_logs_files_and_Secrets()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        await using var moto = await Moto.StartAsync("ca-central-1");
        using var program = new RunbooksProgram();
        program.Environment["KUBECONFIG"] = await cluster.WriteKubeconfigOfAsync(Path.Combine(Checkout.Root, "deploy", "kubernetes", "role.yaml"), program.Folder);
        await cluster.CreateSecretAsync("awskey", "credentials", moto.CredentialsFile);
        var file = program.Write("role.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: role}
            spec:
              entrypoint: main
              templates:
                - name: main
                  steps:
                    - - {name: who, template: who}
                    - - {name: write, template: write, arguments: {parameters: [{name: who, value: "{{steps.who.outputs.result}}"}]}}
                    - - {name: read, template: read, arguments: {parameters: [{name: text, value: "{{steps.write.outputs.parameters.file}}"}]}}
                - name: who
                  plugin: {aws: {service: sts, action: GetCallerIdentity, credentials: {secret: {name: awskey, key: credentials}}, query: Account}}
                - name: write
                  inputs: {parameters: [{name: who}]}
                  script: {image: "busybox:1.36", command: [sh], source: "echo 'account {{inputs.parameters.who}}' > /tmp/out"}
                  outputs: {parameters: [{name: file, valueFrom: {path: /tmp/out}}]}
                - name: read
                  inputs: {parameters: [{name: text}]}
                  container: {image: "busybox:1.36", command: [echo, "{{inputs.parameters.text}}"]}
            """);

        (await program.RunAsync("run", file)).ShouldExit(0);

        Assert.Equal("account \"123456789012\"\n", (await program.RunAsync("logs", "role", "read")).ShouldExit(0).Output);
    }
}
