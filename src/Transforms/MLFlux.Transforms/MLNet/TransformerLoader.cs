using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.MLNet;

/// <summary>What ML.NET calls, found by name and signature, to read a transformer from a model file.</summary>
internal static class TransformerLoader<TTransformer>
    where TTransformer : RowTransformer, ISavedTransformer<TTransformer>
{
    public static TTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
        => TTransformer.Format.Read(ctx, reader => TTransformer.Read(env, reader));

    /// <summary>For a saved view: the transformer, bound to the schema below it.</summary>
    public static IRowMapper Create(IHostEnvironment env, ModelLoadContext ctx, DataViewSchema schema)
        => new ColumnMapper(Create(env, ctx), schema);

    /// <summary>For a saved view that is not ML.NET's own: the transformer, over the data below it.</summary>
    public static IDataTransform Create(IHostEnvironment env, ModelLoadContext ctx, IDataView input)
        => (IDataTransform)Create(env, ctx).Transform(input);
}
