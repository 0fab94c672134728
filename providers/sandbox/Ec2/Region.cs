using System.Text.RegularExpressions;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>What one account has in one region. All members are to be used while holding <see cref="Gate"/>.</summary>
internal sealed partial class Region(string accountId, string name, SandboxOptions options)
{
    private readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly List<Reservation> _reservations = [];
    private readonly Dictionary<string, (string Request, Reservation Reservation)> _launches = new(StringComparer.Ordinal);
    private readonly ResourceIds _ids = new($"{accountId}/{name}");

    public Lock Gate { get; } = new();

    public string AccountId => accountId;

    public string Name => name;

    public SandboxOptions Options => options;

    public IReadOnlyList<Reservation> Reservations => _reservations;

    /// <summary>The launches that came with a client token, by that token.</summary>
    public Dictionary<string, (string Request, Reservation Reservation)> Launches => _launches;

    public int InstanceCount => _instances.Count;

    public string NextId(string prefix) => _ids.Next(prefix);

    public void Add(Reservation reservation, IEnumerable<Instance> instances)
    {
        _reservations.Add(reservation);
        foreach (var instance in instances)
            _instances.Add(instance.Id, instance);
    }

    public void Put(Instance instance) => _instances[instance.Id] = instance;

    /// <summary>An instance as it is now; null when there is none, or no longer.</summary>
    public Instance? Find(string id, DateTimeOffset now) =>
        _instances.TryGetValue(id, out var instance) && instance.At(now) is var current && !current.IsGone(now) ? current : null;

    /// <summary>All named instances in the order asked for, each once; or an error that names every one that isn't there.</summary>
    public IReadOnlyList<Instance> Require(IEnumerable<string> ids, DateTimeOffset now)
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Find(id => !WellFormed().IsMatch(id)) is { } malformed)
            throw new AwsErrorException("InvalidInstanceID.Malformed", $"Invalid id: \"{malformed}\" (expecting \"i-...\")");
        var missing = wanted.Where(id => Find(id, now) is null).ToList();
        if (missing.Count > 0)
            throw NotFound(missing);
        return [.. wanted.Select(id => Find(id, now)!)];
    }

    /// <summary>All instances as they are now, in the order of their launch.</summary>
    public IEnumerable<Instance> All(DateTimeOffset now) =>
        _reservations.SelectMany(reservation => In(reservation, now));

    public IEnumerable<Instance> In(Reservation reservation, DateTimeOffset now) =>
        reservation.InstanceIds.Select(id => Find(id, now)).OfType<Instance>();

    private static AwsErrorException NotFound(List<string> missing) => new(
        "InvalidInstanceID.NotFound",
        missing.Count == 1
            ? $"The instance ID '{missing[0]}' does not exist"
            : $"The instance IDs '{string.Join(", ", missing)}' do not exist");

    [GeneratedRegex("^i-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex WellFormed();
}
