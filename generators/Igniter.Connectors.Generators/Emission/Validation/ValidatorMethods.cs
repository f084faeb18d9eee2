namespace Igniter.Connectors.Generators;

/// <summary>The validators that something calls. Only these are written.</summary>
internal sealed class ValidatorMethods
{
    private readonly HashSet<string> _known = [];
    private readonly Queue<string> _open = [];

    /// <summary>The name of a type's validator, which is written then.</summary>
    public string Use(string typeId)
    {
        if (_known.Add(typeId))
        {
            _open.Enqueue(typeId);
        }

        return $"Validate{typeId}";
    }

    /// <summary>The next type whose validator is to be written; null when all are.</summary>
    public string? Next() => _open.Count == 0 ? null : _open.Dequeue();
}
