using System.IO.Enumeration;

namespace Runbooks.Providers.Sandbox;

/// <summary>Decides which fault, if any, strikes a request. Every fault counts every request it could strike.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Tally> _faults = [];
    private readonly Random _dice;

    public FaultPlan(IEnumerable<Fault> faults, int seed)
    {
        _faults.AddRange(faults.Select(fault => new Tally(fault)));
        _dice = new Random(seed);
    }

    public void Add(Fault fault)
    {
        lock (_gate)
            _faults.Add(new Tally(fault));
    }

    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    public Fault? Strike(LoggedRequest request)
    {
        lock (_gate)
        {
            Fault? struck = null;
            foreach (var tally in _faults)
            {
                if (Counts(tally, request) && struck is null && Fires(tally))
                    struck = tally.Fault;
            }

            return struck;
        }
    }

    private static bool Counts(Tally tally, LoggedRequest request)
    {
        if (!FileSystemName.MatchesSimpleExpression(tally.Fault.Operation, request.Operation, ignoreCase: false)
            || tally.Fault.Where?.Invoke(request) == false)
            return false;
        tally.Calls++;
        return true;
    }

    private bool Fires(Tally tally)
    {
        var fault = tally.Fault;
        if ((fault.OnCall is { } call && call != tally.Calls)
            || tally.Strikes >= fault.Times
            || (fault.Probability < 1 && _dice.NextDouble() >= fault.Probability))
            return false;
        tally.Strikes++;
        return true;
    }

    private sealed class Tally(Fault fault)
    {
        public Fault Fault => fault;
        public int Calls { get; set; }
        public int Strikes { get; set; }
    }
}
