using System.Text.Json.Nodes;
using Runbooks.Providers.Aws.Credentials;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Waiting;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>A checked step: what stands under <c>plugin: {aws: …}</c>.</summary>
/// <param name="Parameters">Fit the operation's request.</param>
/// <param name="Query">Shapes the output.</param>
/// <param name="MaxItems">The bound on a listing.</param>
internal sealed record AwsStep(
    Operation Operation,
    string? Region,
    string? Endpoint,
    CredentialSpec Credentials,
    JsonObject Parameters,
    Query Query,
    WaitFor? WaitFor,
    Expectation? Expect,
    int MaxItems)
{
    public const int DefaultMaxItems = 100_000;

    /// <summary>Where what is secret in the answer goes.</summary>
    public IReadOnlyList<SaveSecret> SaveSecrets { get; init; } = [];

    /// <summary>EC2 only says whether it would do it.</summary>
    public bool IsDryRun => Parameters["DryRun"] is JsonValue value && value.TryGetValue<bool>(out var dry) && dry;

    public bool ChangesSomething => !Operation.IsRead && !IsDryRun;
}
