namespace Runbooks.Providers.Aws.Tests.Wire;

/// <summary>A call as it came over the wire.</summary>
internal sealed record Sent(IReadOnlyDictionary<string, string> Form, string Authorization)
{
    public string Action => Form["Action"];

    public string? this[string name] => Form.TryGetValue(name, out var value) ? value : null;
}
