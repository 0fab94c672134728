using k8s;
using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Tests.Steps;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class StartupTests
{
    private static readonly PodOptions Hasty = new() { ImagePullTimeout = TimeSpan.FromSeconds(1), ConfigurationTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task An_image_that_can_not_be_pulled_is_an_error_with_the_registrys_reason_and_its_Pod_is_removed()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("true", """{"image": "127.0.0.1:1/no-such-image:1"}"""));

        var outcome = await space.RunAsync(step, Hasty);

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("image '127.0.0.1:1/no-such-image:1' can't be pulled: ", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("(gave up after", outcome.Message, StringComparison.Ordinal);
        Assert.True(await space.IsGoneAsync(step));
    }

    [Fact]
    public async Task An_invalid_image_name_is_an_error_at_once()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("true", """{"image": "Not A Name"}""")), new PodOptions { ImagePullTimeout = TimeSpan.FromHours(1) });

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.Contains("image 'Not A Name'", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Secret_missing_from_the_environment_is_an_error_that_names_it()
    {
        await using var space = await TestNamespace.CreateAsync();
        var template = Shell("true", """{"env": [{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "awskey", "key": "credentials"}}}]}""");

        var outcome = await space.RunAsync(space.Step(template), Hasty);

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.Contains("secret \"awskey\" not found", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Secret_missing_from_a_volume_is_an_error_that_names_it()
    {
        await using var space = await TestNamespace.CreateAsync();
        var template = Shell("true", """{"volumeMounts": [{"name": "aws", "mountPath": "/root/.aws"}]}""");
        var step = space.Step(template, """{"volumes": [{"name": "aws", "secret": {"secretName": "awskey"}}]}""");

        var outcome = await space.RunAsync(step, Hasty);

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.Contains("secret \"awskey\" not found", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Pod_that_fits_on_no_node_waits_with_the_schedulers_reason_and_ends_in_error()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("true", template: """{"nodeSelector": {"disk": "none-has-this"}}"""));

        var outcome = await space.RunAsync(step, new PodOptions { PendingTimeout = TimeSpan.FromSeconds(3) });

        Assert.Contains(((RecordingJournal)step.Journal).Progress, progress => progress.Message?.StartsWith("Unschedulable: 0/1 nodes are available", StringComparison.Ordinal) == true);
        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("Unschedulable: 0/1 nodes are available", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Pod_over_quota_waits_and_goes_on_when_there_is_room()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.Client.CoreV1.CreateNamespacedResourceQuotaAsync(
            new V1ResourceQuota { Metadata = new V1ObjectMeta { Name = "none" }, Spec = new V1ResourceQuotaSpec { Hard = new Dictionary<string, ResourceQuantity> { ["pods"] = new("0") } } },
            space.Name);
        var step = space.Step(Shell("true"));

        var running = space.RunAsync(step);
        await ((RecordingJournal)step.Journal).SeenAsync("exceeded quota: none");
        await space.Client.CoreV1.DeleteNamespacedResourceQuotaAsync("none", space.Name);

        Assert.Equal(NodePhase.Succeeded, (await running).Phase);
    }

    [Fact]
    public async Task A_Pod_that_the_API_finds_invalid_is_an_error_with_the_APIs_reason()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("true", """{"imagePullPolicy": "Sometimes"}""")));

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.Contains("imagePullPolicy: Unsupported value: \"Sometimes\"", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_is_not_there_is_an_error_that_says_so()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("true"));

        var outcome = await space.RunAsync(step with { Run = step.Run with { Namespace = "not-there" } });

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("namespace 'not-there' is not there", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_account_that_is_not_there_is_an_error_that_names_it()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await space.RunAsync(space.Step(Shell("true", template: """{"serviceAccountName": "robot"}""")));

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.Contains("serviceaccount \"robot\" not found", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_Pod_of_the_same_name_is_an_error_and_is_left_alone()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("sleep 5"));
        var foreign = step with { Run = step.Run with { Id = "0199c0de-0000-7000-8000-0000000000ff" } };

        var first = space.RunAsync(foreign);
        await ((RecordingJournal)step.Journal).SeenAsync("Running");
        var second = await space.RunAsync(step with { Journal = new RecordingJournal() });

        Assert.Equal(NodePhase.Error, second.Phase);
        Assert.Contains($"Pod '{step.PodName}' is already in namespace '{space.Name}' and is not of this run", second.Message, StringComparison.Ordinal);
        Assert.Equal(NodePhase.Succeeded, (await first).Phase);
    }

    [Fact]
    public async Task An_account_without_permissions_is_told_the_verb_and_how_to_grant_it()
    {
        await using var space = await TestNamespace.CreateAsync();
        using var weak = await space.ConnectAsServiceAccountAsync("weak");
        await using var executor = new PodStepExecutor(weak, new PodOptions(), TimeProvider.System);

        var outcome = await executor.ExecuteAsync(space.Step(Shell("true")), TestContext.Current.CancellationToken);

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.Contains($"User \"system:serviceaccount:{space.Name}:weak\" cannot list resource \"pods\"", outcome.Message, StringComparison.Ordinal);
        Assert.Contains($"kubectl -n {space.Name} create role runbooks --verb=", outcome.Message, StringComparison.Ordinal);
    }
}
