using System.Text;
using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Credentials;
using Runbooks.Secrets;

namespace Runbooks.Providers.Aws.Tests.Wire;

/// <summary>Runs one step, and keeps what the engine would see of it.</summary>
internal sealed class StepRun : ISecretSource
{
    public const string Token = "0123456789abcdef0123456789abcdef";

    /// <summary>Of <see cref="At"/>.</summary>
    public const string KeyId = "AKIDEXAMPLE";

    public SkippingTime Time { get; init; } = new();

    /// <summary>An earlier life of the step announced the call, this long ago.</summary>
    public TimeSpan? AnnouncedAgo { get; init; }

    /// <summary>An attempt before this one had the client token, this long ago.</summary>
    public TimeSpan? TokenAgo { get; init; }

    /// <summary>The content of the Secret <c>awskey/credentials</c>.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>What the step sees of the environment; the profile keeps it from the configuration files of whoever runs the tests.</summary>
    public Dictionary<string, string> Environment { get; init; } = new() { ["AWS_PROFILE"] = "of-no-one" };

    public AwsOptions? Options { get; init; }

    public int Announced { get; private set; }

    public List<string> Progress { get; } = [];

    public List<string> Masked { get; } = [];

    /// <summary>Where the step said that it calls.</summary>
    public List<string> Places { get; } = [];

    /// <summary>The provider's settings for a fake server.</summary>
    public static AwsOptions At(FakeAws aws) => new() { Endpoint = aws.Url, Region = "eu-west-1", Key = new AwsKey(KeyId, "wJalrXUtnFEMI"), Account = "test" };

    public AwsProvider Provider() => new(Options ?? new AwsOptions(), new AwsEnvironment(name => Environment.GetValueOrDefault(name)));

    public static Task<ActionOutcome> OfAsync(FakeAws aws, string body) => new StepRun { Options = At(aws) }.ExecuteAsync(body);

    public async Task<ActionOutcome> ExecuteAsync(string body, CancellationToken? cancellation = null)
    {
        using var provider = Provider();
        return await provider.ExecuteAsync(Context(body), cancellation ?? TestContext.Current.CancellationToken);
    }

    public ActionContext Context(string body) => new()
    {
        Body = JsonNode.Parse(body)!.AsObject(),
        NodeName = "run.step",
        Namespace = "ops",
        StartedAt = Time.GetUtcNow(),
        ClientToken = Token,
        Secrets = this,
        Time = Time,
        AnnounceAsync = _ =>
        {
            Announced++;
            var intent = new Intent(Time.GetUtcNow() - (AnnouncedAgo ?? TimeSpan.Zero), AnnouncedAgo is not null);
            return Task.FromResult(TokenAgo is { } ago ? intent with { TokenSince = Time.GetUtcNow() - ago } : intent);
        },
        Progress = Progress.Add,
        Mask = Masked.Add,
        CallsAt = Places.Add,
    };

    /// <summary>The Secrets that a step has written, as <c>NAME/KEY</c>.</summary>
    public Dictionary<string, string> Saved { get; } = [];

    /// <summary>Why no Secret can be written: known beforehand, or only when it is done.</summary>
    public string? Unwritable { get; init; }

    public Exception? FailsToWrite { get; init; }

    public Action BeforeWrite { get; init; } = static () => { };

    /// <summary>For each Secret written, whether the key might have been there.</summary>
    public List<bool> Replacements { get; } = [];

    public Task CheckWritableAsync(string @namespace, SecretKey secret, bool mayReplace, CancellationToken cancellation) =>
        Unwritable is { } why ? throw new SecretUnavailableException(why) : Task.CompletedTask;

    public Task WriteAsync(string @namespace, SecretKey secret, byte[] value, bool mayReplace, CancellationToken cancellation)
    {
        BeforeWrite();
        if (FailsToWrite is { } why) throw why;
        Replacements.Add(mayReplace);
        cancellation.ThrowIfCancellationRequested();
        Saved[secret.ToString()] = Encoding.UTF8.GetString(value);
        return Task.CompletedTask;
    }

    public Task<byte[]> ReadAsync(string @namespace, SecretKey secret, CancellationToken cancellation) =>
        CredentialsFile is not null && secret == new SecretKey("awskey", "credentials")
            ? Task.FromResult(Encoding.UTF8.GetBytes(CredentialsFile))
            : throw new SecretUnavailableException($"there is no Secret {secret} in namespace {@namespace}");
}
