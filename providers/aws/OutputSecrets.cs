using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Runbooks.Providers.Aws.Answers;

namespace Runbooks.Providers.Aws;

/// <summary>Some operations hand out secrets: AssumeRole, CreateKeyPair. They are not shown, so a step says where they go.</summary>
internal static class OutputSecrets
{
    private static readonly FrozenSet<string> Names =
        new[]
        {
            "SecretAccessKey", "SessionToken", "WebIdentityToken", "KeyMaterial", "ClientSecret",
            "PreSharedKey", "CustomerGatewayConfiguration", "VpnConnectionDeviceSampleConfiguration",
        }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is answered once and never again.</summary>
    private static readonly string[] HandedOutOnce = ["KeyMaterial", "SecretAccessKey", "WebIdentityToken"];

    /// <summary>Where the secret is that an operation is called for, as JMESPath: <c>Credentials.SecretAccessKey</c>. Null if it gives none.</summary>
    public static string? In(AnswerShape answer, int depth = 0)
    {
        if (answer.Whole is { } whole) return In(AnswerShape.Of(whole), depth);
        foreach (var field in answer.Fields.Values)
        {
            if (Array.IndexOf(HandedOutOnce, field.Name) >= 0) return field.Name;
            if (depth < 1 && IsStructure(field.Type) && In(AnswerShape.Of(field.Type), depth + 1) is { } inner) return $"{field.Name}.{inner}";
        }
        return null;
    }

    private static bool IsStructure(Type type) => type is { IsClass: true, IsGenericType: false, Namespace: not "System" and not "System.IO" } && !type.IsSubclassOf(typeof(Amazon.Runtime.ConstantClass));

    public static void Mask(JsonNode? output, Action<string> mask)
    {
        if (output is JsonArray items)
            foreach (var item in items) Mask(item, mask);
        if (output is not JsonObject fields) return;
        foreach (var (name, value) in fields)
            if (Names.Contains(name) && value is JsonValue) mask(value.ToString());
            else Mask(value, mask);
    }
}
