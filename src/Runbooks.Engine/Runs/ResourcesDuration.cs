using System.Text.Json.Serialization;
using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Runs;

/// <summary>Argo's <c>resourcesDuration</c>: for how many seconds what a Pod asked for was taken.</summary>
/// <param name="Cpu">Of one CPU.</param>
/// <param name="Memory">Of 100 Mi.</param>
public sealed record ResourcesDuration(long Cpu, long Memory)
{
    /// <summary>Of other resources, by name: of 10 Gi of <c>ephemeral-storage</c>, of one <c>nvidia.com/gpu</c>. Null for none.</summary>
    public IReadOnlyDictionary<string, long>? Others { get; init; }

    /// <summary>By resource, in the order of their names.</summary>
    [JsonIgnore]
    public IEnumerable<KeyValuePair<string, long>> Seconds =>
        (Others ?? new Dictionary<string, long>()).Append(new("cpu", Cpu)).Append(new("memory", Memory)).OrderBy(each => each.Key, StringComparer.Ordinal);

    public long? Of(string resource) => resource switch
    {
        "cpu" => Cpu,
        "memory" => Memory,
        _ => Others?.TryGetValue(resource, out var seconds) == true ? seconds : null,
    };

    public static ResourcesDuration? operator +(ResourcesDuration? one, ResourcesDuration? other) => one is null ? other : other is null ? one
        : new ResourcesDuration(one.Cpu + other.Cpu, one.Memory + other.Memory) { Others = Sum(one.Others, other.Others) };

    /// <summary>Argo's form: <c>3s*(1 cpu),1s*(100Mi memory)</c>.</summary>
    public override string ToString() => string.Join(',', Seconds.Select(each => $"{GoDuration.From(TimeSpan.FromSeconds(each.Value))}*({Unit(each.Key)} {each.Key})"));

    private static IReadOnlyDictionary<string, long>? Sum(IReadOnlyDictionary<string, long>? one, IReadOnlyDictionary<string, long>? other) => one is null ? other : other is null ? one
        : one.Concat(other).GroupBy(each => each.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Sum(each => each.Value), StringComparer.Ordinal);

    private static string Unit(string resource) => resource switch
    {
        "memory" => "100Mi",
        "storage" or "ephemeral-storage" => "10Gi",
        _ => "1",
    };
}
