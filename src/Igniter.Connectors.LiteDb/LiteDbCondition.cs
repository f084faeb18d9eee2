using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>
/// A condition that is parsed once: LiteDB takes as long to parse one as to find a document by it. Used under the file's gate only, and until what it
/// finds has been read, since every use sets the same parameters.
/// </summary>
internal sealed class LiteDbCondition(string text)
{
    private readonly BsonExpression _expression = BsonExpression.Create(text, BsonValue.Null, BsonValue.Null);

    public BsonExpression With(BsonValue value)
    {
        _expression.Parameters["0"] = value;
        return _expression;
    }

    public BsonExpression With(BsonValue first, BsonValue last)
    {
        _expression.Parameters["1"] = last;
        return With(first);
    }
}
