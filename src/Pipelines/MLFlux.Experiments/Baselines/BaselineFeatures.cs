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
        long numbers = (long)((VectorDataViewType)rows.Train.Schema[rows.Columns.Features].Type).Size * rows.TrainRows;
        return RefusesLabel(rows) ?? RefusesScores(rows) ?? (numbers > MostNumbers && IsDense(rows)
            ? string.Create(CultureInfo.InvariantCulture,
                $"{rows.TrainRows:N0} rows of features are {numbers:N0} numbers, more than the {MostNumbers:N0} it is given at the most.")
            : null);
    }

    /// <summary>Why no baseline can be compared, or null.</summary>
    public static string? RefusesLabel(PreparedRows rows) => rows.Train.Schema[rows.Columns.Label].Type is VectorDataViewType labels
        ? $"The label '{rows.Columns.Label}' is a vector of {labels.Size} numbers, and ML.NET's trainers learn one."
        : null;

    /// <summary>Trainers of several classes keep a score of each row for each class.</summary>
    private static string? RefusesScores(PreparedRows rows) => rows.TrainRows * Classes(rows) is var scores && scores > MostNumbers
        ? string.Create(CultureInfo.InvariantCulture,
            $"{rows.TrainRows:N0} rows of {Classes(rows):N0} classes are {scores:N0} scores, more than the {MostNumbers:N0} it is given "
            + $"at the most.")
        : null;

    /// <summary>Makes the features floats, where they are bytes or doubles.</summary>
    public static IEstimator<ITransformer> ToFloats(MLContext ml, PreparedRows rows)
    {
        string features = rows.Columns.Features;
        return ((VectorDataViewType)rows.Train.Schema[features].Type).ItemType == NumberDataViewType.Single
            ? new EstimatorChain<ITransformer>()
            : ml.Transforms.Conversion.ConvertType(features, features, DataKind.Single);
    }

    /// <summary>How many classes there are; 1 for two of them, and for numbers.</summary>
    public static long Classes(PreparedRows rows) => rows.Train.Schema[rows.Columns.Label].Type is KeyDataViewType key ? (long)key.Count
        : 1;

    /// <summary>How many values the features of a row have; of sparse features about those of the first row.</summary>
    public static long Values(PreparedRows rows)
    {
        DataViewSchema.Column features = rows.Train.Schema[rows.Columns.Features];
        return ((VectorDataViewType)features.Type).ItemType == NumberDataViewType.Single ? First(rows, features).GetValues().Length
            : ((VectorDataViewType)features.Type).Size;
    }

    /// <summary>What makes a fit long, in words.</summary>
    public static string Size(PreparedRows rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"on {rows.TrainRows:N0} rows of {((VectorDataViewType)rows.Train.Schema[rows.Columns.Features].Type).Size:N0} "
        + $"features{(Classes(rows) > 1 ? $", for {Classes(rows):N0} classes," : "")}");

    private static bool IsDense(PreparedRows rows)
    {
        DataViewSchema.Column features = rows.Train.Schema[rows.Columns.Features];
        if (((VectorDataViewType)features.Type).ItemType != NumberDataViewType.Single)
            return true;
        return First(rows, features).IsDense;
    }

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
