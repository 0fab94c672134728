using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Cluster;

/// <summary>The story: the classic document untouched, the native one, and both kinds of step in one; signatures checked at the server.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ShutdownTests
{
    [Theory]
    [InlineData("container.yaml", "eu-south-1", 4)]
    [InlineData("native.yaml", "eu-west-2", 0)]
    [InlineData("mixed.yaml", "eu-west-3", 2)]
    public async Task Each_way_stops_every_running_instance(string runbook, string region, int pods)
    {
        await using var cluster = await TestNamespace.CreateAsync();
        await using var moto = await Moto.StartAsync(region);
        using var program = new RunbooksProgram();
        program.UseCluster();
        var ids = await moto.LaunchAsync(3);
        await cluster.CreateSecretAsync("awskey", "credentials", moto.CredentialsFile);

        string[] more = runbook == "mixed.yaml" ? ["-p", "min-age-hours=0"] : [];
        var run = await program.RunAsync(["run", Checkout.Runbook($"aws/shutdown-ec2/{runbook}"), "--namespace", cluster.Name, "-p", $"region={region}", .. more]);

        run.ShouldExit(0);
        var states = await moto.StatesAsync();
        Assert.All(ids, id => Assert.Equal("stopped", states[id]));
        Assert.Equal(pods, (await cluster.PodsAsync()).Count);
    }

    [Fact]
    public async Task Without_named_credentials_the_ambient_chain_takes_the_web_identity_role()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        await using var moto = await Moto.StartAsync("us-west-1");
        using var program = new RunbooksProgram();
        var ids = await moto.LaunchAsync(2);
        program.Environment["AWS_ENDPOINT_URL"] = moto.Endpoint;
        program.Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = program.Write("token", await cluster.WebIdentityTokenAsync());
        program.Environment["AWS_ROLE_ARN"] = await moto.RoleForWebIdentityAsync();

        (await program.RunAsync("run", SandboxCloud.ShutdownWithAmbientCredentials(program), "-p", "region=us-west-1")).ShouldExit(0);

        var states = await moto.StatesAsync();
        Assert.All(ids, id => Assert.Equal("stopped", states[id]));
    }

    [Fact]
    public async Task A_wrong_secret_key_fails_the_step_with_the_clouds_own_error_and_never_shows_the_key()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        await using var moto = await Moto.StartAsync("us-west-2");
        using var program = new RunbooksProgram();
        program.UseCluster();
        var wrong = string.Join('\n', moto.CredentialsFile.Split('\n').Select(line => line.StartsWith("aws_secret", StringComparison.Ordinal) ? "aws_secret_access_key = wrongwrongwrong" : line));
        await cluster.CreateSecretAsync("awskey", "credentials", wrong);

        var run = (await program.RunAsync("run", Checkout.Runbook("aws/shutdown-ec2/native.yaml"), "--namespace", cluster.Name, "-p", "region=us-west-2")).ShouldExit(1);

        Assert.Contains("AuthFailure", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wrongwrongwrong", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Secret_that_is_not_there_ends_on_the_node_that_needs_it()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        using var program = new RunbooksProgram();
        program.UseCluster();

        var run = (await program.RunAsync("run", Checkout.Runbook("aws/shutdown-ec2/native.yaml"), "--namespace", cluster.Name, "-o", "json")).ShouldExit(1).Json;

        var list = run["status"]!["nodes"]!.AsObject().Select(node => node.Value!).Single(node => (string?)node["displayName"] == "list");
        Assert.Equal("Error", (string?)list["phase"]);
        Assert.Contains("awskey", (string?)list["message"], StringComparison.Ordinal);
    }
}
