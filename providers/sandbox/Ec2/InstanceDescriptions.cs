using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>DescribeInstances. Pages count reservations, as EC2's do.</summary>
internal static class InstanceDescriptions
{
    private const int MinPage = 5;

    public static Answer DescribeInstances(Call call)
    {
        var ids = call.Parameters.Texts("InstanceId");
        if (ids.Count > 0 && call.Parameters["MaxResults"].Present)
        {
            throw new AwsErrorException(
                "InvalidParameterCombination", "The parameter instancesSet cannot be used with the parameter maxResults");
        }

        var page = Page.Read(call.Parameters, "DescribeInstances", MinPage);
        var filters = Filters<Instance>.Read(call.Parameters, InstanceFilters.Table);
        var (found, nextToken) = ids.Count > 0 ? (ByIds(call, ids, filters), null) : ByPage(call, page, filters);
        call.StopHereOnDryRun();
        return xml =>
        {
            xml.Items("reservationSet", found, static (x, each) => InstanceXml.WriteReservation(x, (each.Reservation, each.Instances)));
            xml.Text("nextToken", nextToken);
        };
    }

    private static List<Found> ByIds(Call call, IReadOnlyList<string> ids, Filters<Instance> filters)
    {
        var region = call.Region;
        lock (region.Gate)
        {
            return [.. region.Require(ids, call.Now)
                .Where(filters.Match)
                .GroupBy(instance => instance.ReservationId)
                .Select(group => new Found(new Reservation(group.Key, region.AccountId, []), [.. group]))];
        }
    }

    private static (List<Found> Found, string? NextToken) ByPage(Call call, Page page, Filters<Instance> filters)
    {
        var region = call.Region;
        lock (region.Gate)
        {
            return page.Take(region.Reservations, reservation =>
                region.In(reservation, call.Now).Where(filters.Match).ToList() is { Count: > 0 } matching
                    ? new Found(reservation, matching)
                    : null);
        }
    }

    private sealed record Found(Reservation Reservation, List<Instance> Instances);
}
