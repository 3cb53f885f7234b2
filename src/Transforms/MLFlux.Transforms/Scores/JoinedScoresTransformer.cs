using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Scores;

namespace MLFlux;

/// <summary>
/// Makes one prediction of those of two models: their mean. Reads a vector of what the first says and then the second, probabilities or
/// values, and gives ML.NET's columns of the task anew: <c>Score</c>, for two classes also <c>Probability</c>, whose logit the score is,
/// and for classes <c>PredictedLabel</c>. Immutable, and safe for any thread.
/// </summary>
public sealed class JoinedScoresTransformer : RowTransformer, ISavedTransformer<JoinedScoresTransformer>
{
    private const string Score = "Score", Probability = "Probability", PredictedLabel = "PredictedLabel";

    internal const string LoaderSignature = "MLFluxJoinedScores";

    /// <summary>ML.NET takes the logarithm of the probability as it is; this keeps it off 0 and 1.</summary>
    private const float LeastProbability = 1f / (1 << 24);

    private static readonly ModelFormat s_format =
        new(nameof(JoinedScoresTransformer), "FXJOINED", LoaderSignature, typeof(JoinedScoresTransformer));

    private readonly ScoreKinds _kinds;
    private readonly string _column;

    internal JoinedScoresTransformer(IHostEnvironment environment, ScoreKinds kinds, string column)
        : base(environment)
    {
        _kinds = kinds;
        _column = column;
    }

    static ModelFormat ISavedTransformer<JoinedScoresTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    static JoinedScoresTransformer ISavedTransformer<JoinedScoresTransformer>.Read(IHostEnvironment environment, BinaryReader reader)
    {
        var kinds = (ScoreKinds)reader.ReadByte();
        string column = reader.ReadString();
        return Enum.IsDefined(kinds) && column.Length > 0
            ? new JoinedScoresTransformer(environment, kinds, column)
            : throw new InvalidDataException($"{(int)kinds} is no kind of scores, or their column has no name.");
    }

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write((byte)_kinds);
        writer.Write(_column);
    }

    internal override IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema)
    {
        DataViewSchema.Column input = inputSchema.Find(_column);
        if (input.Type is not VectorDataViewType { IsKnownSize: true, Size: var size } vector || size % 2 != 0
            || vector.ItemType != NumberDataViewType.Single)
        {
            throw SchemaErrors.WrongType(_column, "a vector of Single, as long for the first model as for the second", $"{input.Type}");
        }

        BoundColumn Column(string name, Func<DataViewRow, Delegate> getter)
        {
            DataViewSchema.Column before = inputSchema.Find(name); // What the second model said, whose annotations hold of the mean.
            return new BoundColumn(name, input.Index, new ColumnMapping(before.Type, before.Annotations, getter));
        }

        Func<float[]> Mean(DataViewRow row) => Reader(row, input, size / 2);
        return _kinds switch
        {
            ScoreKinds.Number => [Column(Score, row => Number(Mean(row), mean => mean))],
            ScoreKinds.Probability =>
            [
                Column(Score, row => Number(Mean(row), mean => Logit(Bounded(mean)))),
                Column(Probability, row => Number(Mean(row), Bounded)),
                Column(PredictedLabel, row => Truth(Mean(row))),
            ],
            ScoreKinds.Probabilities =>
            [
                Column(Score, row => Vector(Mean(row))),
                Column(PredictedLabel, row => Key(Mean(row))),
            ],
        };
    }

    /// <summary>Reads the mean of both models' values of the row, in an array that is used again.</summary>
    private static Func<float[]> Reader(DataViewRow row, DataViewSchema.Column input, int width)
    {
        ValueGetter<VBuffer<float>> get = row.GetGetter<VBuffer<float>>(row.Schema[input.Index]);
        VBuffer<float> values = default;
        float[] both = new float[2 * width], mean = new float[width];
        return () =>
        {
            get(ref values);
            values.CopyTo(both);
            for (int i = 0; i < width; i++)
                mean[i] = (both[i] + both[width + i]) / 2;
            return mean;
        };
    }

    private static ValueGetter<float> Number(Func<float[]> read, Func<float, float> of) => (ref float value) => value = of(read()[0]);

    private static ValueGetter<bool> Truth(Func<float[]> read) => (ref bool value) => value = Logit(Bounded(read()[0])) > 0;

    private static ValueGetter<VBuffer<float>> Vector(Func<float[]> read) => (ref VBuffer<float> value) =>
    {
        float[] mean = read();
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, mean.Length);
        mean.CopyTo(editor.Values);
        value = editor.Commit();
    };

    /// <summary>Keys count from 1; 0 is missing, for values that are not numbers.</summary>
    private static ValueGetter<uint> Key(Func<float[]> read) => (ref uint value) =>
    {
        float[] mean = read();
        int best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(mean);
        value = float.IsNaN(mean[best]) ? 0 : (uint)best + 1;
    };

    private static float Bounded(float probability) => Math.Clamp(probability, LeastProbability, 1 - LeastProbability);

    private static float Logit(float probability) => (float)Math.Log(probability / (1.0 - probability));
}
