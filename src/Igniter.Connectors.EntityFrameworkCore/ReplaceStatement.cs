using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>
/// Replaces a connection's row if it is the version before: all columns but those that the model says are left alone, which are the key's and the lease's.
/// EF Core has no compiled updates, and works out an update of so many columns for longer than a database carries it out; so it is written once, from the
/// model, and run as EF Core runs a compiled query.
/// </summary>
internal sealed class ReplaceStatement
{
    private const string Expected = "Expected";

    private readonly IProperty[] _conditions;
    private readonly IProperty[] _columns;
    private readonly IRelationalCommandTemplate _command;
    private readonly IRelationalCommandTemplate _commandForSameSecrets;

    /// <summary>Writes the statement.</summary>
    /// <param name="context">A context of the model and the database.</param>
    public ReplaceStatement(DbContext context)
    {
        IEntityType type = context.Model.FindEntityType(typeof(ConnectionRow))!;
        _conditions = [type.FindProperty(nameof(ConnectionRow.Id))!, type.FindProperty(nameof(ConnectionRow.KeyHash))!];
        _columns = [.. type.GetProperties().Where(property =>
            !property.IsShadowProperty() && !property.IsPrimaryKey() && property.GetAfterSaveBehavior() == PropertySaveBehavior.Save)];
        _command = Write(context, type, sameSecrets: false);
        _commandForSameSecrets = Write(context, type, sameSecrets: true);
    }

    /// <summary>Replaces the row.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The new row.</param>
    /// <param name="sameSecrets">Whether the stored row must have the same webhook secrets, too.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Whether there was such a row.</returns>
    public async Task<bool> ExecuteAsync(DbContext context, ConnectionRow row, bool sameSecrets, CancellationToken cancellationToken)
    {
        Dictionary<string, object?> values = new(_conditions.Length + _columns.Length + 1) { [Expected] = row.Version - 1 };
        foreach (IProperty property in _conditions.Concat(_columns))
        {
            values[property.Name] = property.GetGetter().GetClrValue(row);
        }

        IRelationalConnection connection = context.GetService<IRelationalConnection>();
        IRelationalCommand command = connection.RentCommand();
        command.PopulateFrom(sameSecrets ? _commandForSameSecrets : _command);
        int replaced = await command.ExecuteNonQueryAsync(
            new RelationalCommandParameterObject(
                connection, values, readerColumns: null, context, context.GetService<IRelationalCommandDiagnosticsLogger>(), CommandSource.ExecuteUpdate),
            cancellationToken).ConfigureAwait(false);
        connection.ReturnCommand(command);
        return replaced == 1;
    }

    private IRelationalCommand Write(DbContext context, IEntityType type, bool sameSecrets)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        StoreObjectIdentifier table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        IRelationalCommandBuilder builder = context.GetService<IRelationalCommandBuilderFactory>().Create();
        IProperty version = type.FindProperty(nameof(ConnectionRow.Version))!;
        IEnumerable<string> conditions = _conditions.Select(Equal).Append(EqualTo(version, Expected));
        if (sameSecrets)
        {
            conditions = conditions.Append(Equal(type.FindProperty(nameof(ConnectionRow.WebhookSecretHashes))!));
        }

        builder.Append(
            $"UPDATE {sql.DelimitIdentifier(table.Name, table.Schema)} SET {string.Join(", ", _columns.Select(Equal))} WHERE {string.Join(" AND ", conditions)}");
        foreach (IProperty property in _conditions.Concat(_columns))
        {
            Add(property, property.Name);
        }

        Add(version, Expected);
        return builder.Build();

        string Equal(IProperty property) => EqualTo(property, property.Name);

        string EqualTo(IProperty property, string parameter) =>
            $"{sql.DelimitIdentifier(property.GetColumnName(table)!)} = {sql.GenerateParameterNamePlaceholder(parameter)}";

        void Add(IProperty property, string parameter) =>
            builder.AddParameter(parameter, sql.GenerateParameterName(parameter), property.GetRelationalTypeMapping(), property.IsColumnNullable(table));
    }
}
