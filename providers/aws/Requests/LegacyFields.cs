using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Requests;

/// <summary>Fields of the API that the SDK has no property for: those it has something equal to, and those it can't send.</summary>
internal static class LegacyFields
{
    private const string NoGroups = "AWS's SDK can't send it; use RunInstances with InstanceMarketOptions";

    private static readonly Field[] OneRule =
    [
        new("IpProtocol", Schema.String),
        new("FromPort", Schema.Integer),
        new("ToPort", Schema.Integer),
        new("CidrIp", Schema.String),
        new("SourceSecurityGroupName", Schema.String),
        new("SourceSecurityGroupOwnerId", Schema.String),
    ];

    private static readonly FrozenDictionary<string, Field[]> ByType = new Dictionary<string, Field[]>
    {
        ["AuthorizeSecurityGroupEgressRequest"] = OneRule,
        ["AuthorizeSecurityGroupIngressRequest"] = OneRule,
        ["RevokeSecurityGroupEgressRequest"] = OneRule,
        ["RevokeSecurityGroupIngressRequest"] = OneRule,
        ["CopySnapshotRequest"] = [new("PresignedUrl", Schema.String) { Unsupported = "it is made and signed for you" }],
        ["LaunchSpecification"] =
        [
            new("AllSecurityGroups", Schema.Any) { Unsupported = NoGroups },
            new("SecurityGroupIds", new ListSchema(Schema.String)) { Unsupported = NoGroups },
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Field[] For(Type type) => ByType.GetValueOrDefault(type.Name, []);

    /// <summary>The same request in fields the SDK has.</summary>
    public static JsonObject Rewrite(JsonObject given, Type type)
    {
        if (For(type) != OneRule || !OneRule.Any(field => given.ContainsKey(field.Name))) return given;
        var rewritten = (JsonObject)given.DeepClone();
        RewriteRule(rewritten);
        return rewritten;
    }

    /// <summary>The old way to give one rule, next to a list of rules.</summary>
    private static void RewriteRule(JsonObject request)
    {
        var rule = new JsonObject();
        foreach (var name in (string[])["IpProtocol", "FromPort", "ToPort"]) Move(request, name, rule, name);
        var range = new JsonObject();
        if (Move(request, "CidrIp", range, "CidrIp")) rule["IpRanges"] = new JsonArray(range);
        var group = new JsonObject();
        Move(request, "SourceSecurityGroupOwnerId", group, "UserId");
        Move(request, "SourceSecurityGroupName", group, "GroupName");
        if (group.Count > 0) rule["UserIdGroupPairs"] = new JsonArray(group);
        if (request["IpPermissions"] is not JsonArray rules) request["IpPermissions"] = rules = [];
        rules.Add(rule);
    }

    private static bool Move(JsonObject from, string name, JsonObject to, string newName)
    {
        if (!from.Remove(name, out var value)) return false;
        to[newName] = value;
        return true;
    }
}
