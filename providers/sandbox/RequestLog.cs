namespace Runbooks.Providers.Sandbox;

/// <summary>The requests a server has answered, in the order of their answers. Safe to read while requests come in.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly Queue<LoggedRequest> _requests = new();
    private readonly int _capacity;

    internal RequestLog(int capacity) => _capacity = capacity;

    /// <summary>All kept requests, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> All()
    {
        lock (_gate)
            return [.. _requests];
    }

    /// <summary>The kept requests of one operation, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> Of(string operation)
    {
        lock (_gate)
            return [.. _requests.Where(request => request.Operation == operation)];
    }

    /// <summary>Forgets all requests; the fleet stays as it is.</summary>
    public void Clear()
    {
        lock (_gate)
            _requests.Clear();
    }

    internal void Add(LoggedRequest request)
    {
        lock (_gate)
        {
            _requests.Enqueue(request);
            if (_requests.Count > _capacity)
                _requests.Dequeue();
        }
    }
}
