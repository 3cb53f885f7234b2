using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Experiments;

/// <summary>Features as ML.NET's own trainers take them: a vector of floats.</summary>
internal static class BaselineFeatures
{
    /// <summary>How many numbers ML.NET's trainers, which keep all rows in memory, are given at the most: a gigabyte of them.</summary>
    private const long MostNumbers = 250_000_000;

    /// <summary>Why a trainer that learns from the features cannot be compared, or null.</summary>
    public static string? Refuses(PreparedRows rows)
    {
        long numbers = Columns(rows).Where(column => IsDense(rows, column)).Sum(Width) * rows.TrainRows;
        return RefusesLabel(rows) ?? RefusesScores(rows) ?? (numbers > MostNumbers
            ? string.Create(CultureInfo.InvariantCulture,
                $"{rows.TrainRows:N0} rows of features are {numbers:N0} numbers, more than the {MostNumbers:N0} it is given at the most.")
            : null);
    }

    /// <summary>Why no baseline can be compared, or null.</summary>
    public static string? RefusesLabel(PreparedRows rows) =>
        rows.Train.Schema[rows.Columns.Label].Type is VectorDataViewType labels && !rows.Columns.Task.TakesVectors
        ? $"The label '{rows.Columns.Label}' is a vector of {labels.Size} numbers, and ML.NET's trainers learn one."
        : null;

    /// <summary>Trainers of several classes keep a score of each row for each class.</summary>
    private static string? RefusesScores(PreparedRows rows) => rows.TrainRows * Classes(rows) is var scores && scores > MostNumbers
        ? string.Create(CultureInfo.InvariantCulture,
            $"{rows.TrainRows:N0} rows of {Classes(rows):N0} classes are {scores:N0} scores, more than the {MostNumbers:N0} it is given "
            + $"at the most.")
        : null;

    /// <summary>Makes one vector of floats of the features: of bytes, of doubles, and of several columns with keys among them.</summary>
    public static IEstimator<ITransformer> ToFloats(MLContext ml, PreparedRows rows)
    {
        string features = rows.Columns.Features;
        if (rows.Columns.Inputs is [var alone] && alone == features)
        {
            return ItemType(rows.Train.Schema[features]) == NumberDataViewType.Single
                ? new EstimatorChain<ITransformer>()
                : ml.Transforms.Conversion.ConvertType(features, features, DataKind.Single);
        }

        var chain = new EstimatorChain<ITransformer>();
        var parts = new List<string>();
        foreach (DataViewSchema.Column column in Columns(rows))
        {
            string name = ItemType(column) == NumberDataViewType.Single ? column.Name : $"{column.Name}.Floats";
            parts.Add(name);
            if (ItemType(column) is KeyDataViewType)
                chain = chain.Append<ITransformer>(ml.Transforms.Conversion.MapKeyToVector(name, column.Name, outputCountVector: true));
            else if (name != column.Name)
                chain = chain.Append<ITransformer>(ml.Transforms.Conversion.ConvertType(name, column.Name, DataKind.Single));
        }

        return chain.Append<ITransformer>(ml.Transforms.Concatenate(features, [.. parts]));
    }

    /// <summary>The same for trees, which beside a ready pipeline have a vector of floats of their own.</summary>
    public static IEstimator<ITransformer> ToTreeFloats(MLContext ml, PreparedRows rows) =>
        rows.TreeFeatures == rows.Columns.Features ? ToFloats(ml, rows) : new EstimatorChain<ITransformer>();

    /// <summary>How many classes there are; 1 for two of them, and for numbers.</summary>
    public static long Classes(PreparedRows rows) => rows.Train.Schema[rows.Columns.Label].Type is KeyDataViewType key ? (long)key.Count
        : 1;

    /// <summary>How many values the features of a row have; of sparse features about those of the first row.</summary>
    public static long Values(PreparedRows rows) => Columns(rows).Sum(column =>
        ItemType(column) == NumberDataViewType.Single && column.Type is VectorDataViewType ? First(rows, column).GetValues().Length
            : column.Type is VectorDataViewType vector ? vector.Size : 1);

    /// <summary>What makes a fit long, in words.</summary>
    public static string Size(PreparedRows rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"on {rows.TrainRows:N0} rows of {Columns(rows).Sum(Width):N0} features"
        + $"{(Classes(rows) > 1 ? $", for {Classes(rows):N0} classes," : "")}");

    private static IEnumerable<DataViewSchema.Column> Columns(PreparedRows rows) =>
        rows.Columns.Inputs.Select(name => rows.Train.Schema[name]);

    private static DataViewType ItemType(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;

    /// <summary>How many features a column becomes: one for each key.</summary>
    private static long Width(DataViewSchema.Column column) => ItemType(column) is KeyDataViewType key ? (long)key.Count
        : column.Type is VectorDataViewType vector ? vector.Size : 1;

    private static bool IsDense(PreparedRows rows, DataViewSchema.Column column) => ItemType(column) is not KeyDataViewType
        && (ItemType(column) != NumberDataViewType.Single || column.Type is not VectorDataViewType || First(rows, column).IsDense);

    private static VBuffer<float> First(PreparedRows rows, DataViewSchema.Column features)
    {
        using DataViewRowCursor cursor = rows.Train.GetRowCursor([features]);
        ValueGetter<VBuffer<float>> read = cursor.GetGetter<VBuffer<float>>(features);
        VBuffer<float> first = default;
        if (cursor.MoveNext())
            read(ref first);
        return first;
    }
}
