using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>RunInstances.</summary>
internal static partial class Launches
{
    private const int MaxPerCall = 1000;

    public static Answer RunInstances(Call call)
    {
        var order = Read(call);
        var region = call.Region;
        lock (region.Gate)
        {
            var reservation = Repeated(call, region, order.ClientToken);
            call.StopHereOnDryRun();
            if (reservation is null)
            {
                reservation = Launch(region, order, call.Now, instance => instance);
                if (order.ClientToken is { } token)
                    region.Launches[token] = (Fingerprint(call.Parameters), reservation);
            }

            var instances = region.In(reservation, call.Now).ToList();
            return xml => InstanceXml.WriteReservation(xml, (reservation, instances));
        }
    }

    /// <summary>Launches without questions; the caller holds the region's gate, or is alone.</summary>
    public static Reservation Launch(Region region, LaunchOrder order, DateTimeOffset now, Func<Instance, Instance> adjust)
    {
        var reservationId = region.NextId("r");
        var instances = Enumerable.Range(0, order.Count)
            .Select(index => adjust(New(region, order, reservationId, index, now)))
            .ToList();
        var reservation = new Reservation(reservationId, region.AccountId, [.. instances.Select(instance => instance.Id)]);
        region.Add(reservation, instances);
        return reservation;
    }

    private static Instance New(Region region, LaunchOrder order, string reservationId, int index, DateTimeOffset now) => new()
    {
        Id = region.NextId("i"),
        ReservationId = reservationId,
        AccountId = region.AccountId,
        Region = region.Name,
        Zone = order.Zone,
        Image = order.Image,
        InstanceType = order.InstanceType,
        LaunchTime = now,
        Network = new NetworkPlace(
            region.Name,
            ResourceIds.Of("vpc", region.Name),
            ResourceIds.Of("subnet", order.Zone),
            ResourceIds.Of("sg", region.Name),
            region.NextId("eni"),
            region.InstanceCount + index),
        VolumeId = region.NextId("vol"),
        State = InstanceState.Pending,
        StateSince = now,
        Next = (InstanceState.Running, now + region.Options.PendingDelay),
        Tags = order.Tags,
        LaunchIndex = index,
        KeyName = order.KeyName,
        ClientToken = order.ClientToken,
        UserData = order.UserData,
        DetailedMonitoring = order.DetailedMonitoring,
        EbsOptimized = order.EbsOptimized,
        DisableApiStop = order.DisableApiStop,
        DisableApiTermination = order.DisableApiTermination,
        ShutdownBehavior = order.ShutdownBehavior,
    };

    private static LaunchOrder Read(Call call)
    {
        var parameters = call.Parameters;
        return new LaunchOrder
        {
            Image = Images.Require(call.RegionName, parameters.Required("ImageId")),
            InstanceType = Type(parameters.Text("InstanceType")),
            Zone = Geography.RequireZone(call.RegionName, parameters["Placement"].Text("AvailabilityZone")),
            Count = Count(parameters),
            Tags = TagSpecifications(parameters),
            KeyName = parameters.Text("KeyName"),
            ClientToken = parameters.Text("ClientToken"),
            UserData = parameters.Text("UserData"),
            DetailedMonitoring = parameters["Monitoring"].Flag("Enabled"),
            EbsOptimized = parameters.Flag("EbsOptimized"),
            DisableApiStop = parameters.Flag("DisableApiStop"),
            DisableApiTermination = parameters.Flag("DisableApiTermination"),
            ShutdownBehavior = parameters.Text("InstanceInitiatedShutdownBehavior") ?? "stop",
        };
    }

    private static string Type(string? type) => type switch
    {
        null or "" => "m1.small",
        _ when TypeName().IsMatch(type) => type,
        _ => throw AwsErrorException.Invalid($"Invalid value '{type}' for InstanceType."),
    };

    private static int Count(QueryTree parameters)
    {
        parameters.Required("MinCount");
        parameters.Required("MaxCount");
        var (min, max) = (parameters.Number("MinCount")!.Value, parameters.Number("MaxCount")!.Value);
        if (min < 1 || max < min)
        {
            throw AwsErrorException.Invalid(
                $"Values ({min}) for parameter minCount and ({max}) for parameter maxCount are invalid. Expecting 1 <= min <= max.");
        }

        return min <= MaxPerCall
            ? Math.Min(max, MaxPerCall)
            : throw new AwsErrorException(
                "InstanceLimitExceeded",
                $"You have requested more instances ({min}) than your current instance limit of {MaxPerCall} allows.");
    }

    private static ImmutableSortedDictionary<string, string> TagSpecifications(QueryTree parameters)
    {
        var tags = Instance.NoTags;
        foreach (var specification in parameters["TagSpecification"].Items())
        {
            var given = Tags.Read(specification);
            if (specification.Required("ResourceType") == "instance")
                tags = Tags.Merge(tags, given);
        }

        return tags;
    }

    private static Reservation? Repeated(Call call, Region region, string? token)
    {
        if (token is null || !region.Launches.TryGetValue(token, out var earlier))
            return null;
        return earlier.Request == Fingerprint(call.Parameters)
            ? earlier.Reservation
            : throw new AwsErrorException(
                "IdempotentParameterMismatch",
                "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).");
    }

    private static string Fingerprint(QueryTree parameters) =>
        string.Join('\n', parameters.Leaves().Where(leaf => leaf.Path != "DryRun").Order().Select(leaf => $"{leaf.Path}={leaf.Value}"));

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+$")]
    private static partial Regex TypeName();
}
