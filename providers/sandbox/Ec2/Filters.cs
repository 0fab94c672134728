using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>The filters of one request, all of which must match.</summary>
internal sealed class Filters<T>
{
    private const int MaxValues = 200;
    private readonly List<(Func<T, ValuePattern, bool> Matches, ValuePattern Pattern)> _filters = [];

    public static Filters<T> Read(QueryTree parameters, FilterTable<T> table)
    {
        var read = new Filters<T>();
        foreach (var filter in parameters["Filter"].Items())
        {
            var name = filter.Required("Name");
            var matches = table.Find(name) ?? throw AwsErrorException.Invalid($"The filter '{name}' is invalid");
            var values = filter.Texts("Value");
            if (values.Count > MaxValues)
            {
                throw new AwsErrorException(
                    "FilterLimitExceeded", $"The maximum number of filter values specified on a single call is {MaxValues}.");
            }

            read._filters.Add((matches, new ValuePattern(values)));
        }

        return read;
    }

    public bool Match(T item) => _filters.TrueForAll(filter => filter.Matches(item, filter.Pattern));
}
