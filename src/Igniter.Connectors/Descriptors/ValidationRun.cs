using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace Igniter.Connectors.Descriptors;

/// <summary>
/// Collects what generated validators find. Costs nothing while nothing is wrong and no nested object is entered.
/// </summary>
/// <param name="services">For custom validation attributes and <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>; may be <see langword="null"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ValidationRun(IServiceProvider? services)
{
    private const int MaximumDepth = 64;

    private List<Segment>? _path;
    private HashSet<object>? _visited;
    private List<ConnectorValidationError>? _errors;

    /// <summary>For custom validation attributes; may be <see langword="null"/>.</summary>
    public readonly IServiceProvider? Services { get; } = services;

    /// <summary>What was found; <see langword="null"/> when everything is right.</summary>
    public readonly IReadOnlyList<ConnectorValidationError>? Errors => _errors;

    /// <summary>How many errors were found so far.</summary>
    public readonly int Count => _errors?.Count ?? 0;

    /// <summary>Adds an error at a member of the object that is being checked.</summary>
    /// <param name="member">The member's JSON name; empty for the object itself.</param>
    /// <param name="message">What is wrong, without the value.</param>
    public void Add(string member, string message) => Add(new Segment(member), message);

    /// <summary>Adds an error at an item of the list that is being checked.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="message">What is wrong, without the value.</param>
    public void Add(int index, string message) => Add(new Segment(null, index), message);

    /// <summary>Goes into a member's object.</summary>
    /// <param name="member">The member's JSON name.</param>
    /// <returns><see langword="false"/> when the objects are nested too deep, which is an error then; don't leave in that case.</returns>
    public bool Enter(string member) => Push(new Segment(member));

    /// <summary>Goes into an item of a list.</summary>
    /// <param name="index">Its index.</param>
    /// <returns><see langword="false"/> when the objects are nested too deep, which is an error then; don't leave in that case.</returns>
    public bool Enter(int index) => Push(new Segment(null, index));

    /// <summary>Goes back out.</summary>
    public readonly void Leave() => _path!.RemoveAt(_path.Count - 1);

    /// <summary>Tells whether an object is seen for the first time. Asked for types that may hold themselves, so that a cycle ends.</summary>
    /// <param name="value">The object.</param>
    /// <returns><see langword="false"/> when the object was checked already.</returns>
    public bool IsFirstVisit(object value) => (_visited ??= new HashSet<object>(ReferenceEqualityComparer.Instance)).Add(value);

    private void Add(Segment segment, string message) => (_errors ??= []).Add(new ConnectorValidationError(PathOf(segment), message));

    private bool Push(Segment segment)
    {
        _path ??= [];
        if (_path.Count >= MaximumDepth)
        {
            Add(segment, "The value is nested too deep.");
            return false;
        }

        _path.Add(segment);
        return true;
    }

    private readonly string PathOf(Segment last)
    {
        if (_path is null or { Count: 0 } && last.Member is not null)
        {
            return last.Member;
        }

        StringBuilder path = new();
        foreach (Segment segment in _path ?? [])
        {
            segment.AppendTo(path);
        }

        last.AppendTo(path);
        return path.ToString();
    }

    private readonly record struct Segment(string? Member, int Index = 0)
    {
        public void AppendTo(StringBuilder path)
        {
            if (Member is null)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{Index}]");
            }
            else if (Member.Length > 0)
            {
                _ = path.Length > 0 && Member[0] != '[' ? path.Append('.').Append(Member) : path.Append(Member);
            }
        }
    }
}
