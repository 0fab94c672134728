using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Runbooks.EndToEnd.Tests.Support;

/// <summary>The test bed's independent EC2 and STS server, with signatures and policies checked; reached by the <c>aws</c> command line as well.</summary>
internal sealed class Moto : IAsyncDisposable
{
    private readonly JsonNode _key;

    private Moto(string region, JsonNode key) => (Region, _key) = (region, key);

    /// <summary>A region of the test's own.</summary>
    public string Region { get; }

    public string Endpoint { get; } = Environment.GetEnvironmentVariable("RUNBOOKS_TEST_EC2_ENDPOINT") ?? "";

    /// <summary>In the AWS shared-credentials format, region and endpoint included: the Secret that the runbooks name.</summary>
    public string CredentialsFile => $"""
        [default]
        aws_access_key_id = {_key["AccessKeyId"]}
        aws_secret_access_key = {_key["SecretAccessKey"]}
        region = {Region}
        endpoint_url = {Endpoint}

        """;

    /// <summary>Skips the test where there is no such server.</summary>
    public static async Task<Moto> StartAsync(string region)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("RUNBOOKS_TEST_EC2_ENDPOINT")),
            "needs an EC2 server: RUNBOOKS_TEST_EC2_ENDPOINT is not set (tests/testbed/up brings one up)");
        var moto = new Moto(region, JsonNode.Parse(await TestBedAsync("auth", "on"))!);
        // The server outlives a test run: what another test left in the region would be shut down, too.
        await moto.EmptyAsync();
        return moto;
    }

    /// <summary>Launches instances one at a time, so that each is a reservation of its own, and gives their ids.</summary>
    public async Task<IReadOnlyList<string>> LaunchAsync(int count, string tag = "env=dev")
    {
        var (key, value) = (tag.Split('=')[0], tag.Split('=')[1]);
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var launched = await CommandLineAsync("ec2", "run-instances", "--image-id", "ami-12c6146b",
                "--tag-specifications", $"ResourceType=instance,Tags=[{{Key={key},Value={value}}}]", "--query", "Instances[0].InstanceId", "--output", "json");
            ids.Add((string)launched!);
        }
        return ids;
    }

    /// <summary>The state of each instance of the region that isn't terminated, as the <c>aws</c> command line sees it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StatesAsync() =>
        (await CommandLineAsync("ec2", "describe-instances", "--query", "Reservations[].Instances[] | [?State.Name!='terminated'].[InstanceId, State.Name]", "--output", "json"))!
            .AsArray().ToDictionary(row => (string)row![0]!, row => (string)row![1]!);

    /// <summary>Makes a role that a web identity may take, and lets the next call, that of the taking, pass unsigned as STS does.</summary>
    public async Task<string> RoleForWebIdentityAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Endpoint) };
        await CheckFromAsync(http, "inf");
        var name = $"runbooks-{_key["UserName"]}";
        var role = await CommandLineAsync("iam", "create-role", "--role-name", name, "--assume-role-policy-document", "{}", "--query", "Role.Arn", "--output", "json");
        await CommandLineAsync("iam", "put-role-policy", "--role-name", name, "--policy-name", "ec2", "--policy-document",
            """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}]}""");
        await CheckFromAsync(http, "1");
        return (string)role!;
    }

    public async ValueTask DisposeAsync()
    {
        await TestBedAsync("auth", "off");
        await EmptyAsync();
    }

    private async Task EmptyAsync()
    {
        var ids = (await StatesAsync()).Keys;
        if (ids.Any()) await CommandLineAsync(["ec2", "terminate-instances", "--output", "json", "--instance-ids", .. ids]);
    }

    private static async Task CheckFromAsync(HttpClient http, string action) =>
        (await http.PostAsync(new Uri("/moto-api/reset-auth", UriKind.Relative), new StringContent(action))).EnsureSuccessStatusCode();

    private async Task<JsonNode?> CommandLineAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("RUNBOOKS_TEST_AWS_CLI")!, arguments);
        info.Environment["AWS_ENDPOINT_URL"] = Endpoint;
        info.Environment["AWS_DEFAULT_REGION"] = Region;
        info.Environment["AWS_ACCESS_KEY_ID"] = (string)_key["AccessKeyId"]!;
        info.Environment["AWS_SECRET_ACCESS_KEY"] = (string)_key["SecretAccessKey"]!;
        var output = await OutputAsync(info);
        return output.Length > 0 ? JsonNode.Parse(output) : null;
    }

    private static Task<string> TestBedAsync(params string[] arguments) =>
        OutputAsync(new ProcessStartInfo(Path.Combine(Checkout.Root, "tests", "testbed", "aws"), arguments));

    private static async Task<string> OutputAsync(ProcessStartInfo info)
    {
        info.RedirectStandardOutput = info.RedirectStandardError = true;
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{info.FileName} {string.Join(' ', info.ArgumentList)}: {await errors}");
        return await output;
    }
}
