using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>
/// Gives forecasts of <see cref="RelativeWindowTransformer.Future"/> in the unit of the series: the column <c>Score</c> anew. Immutable,
/// and safe for any thread.
/// </summary>
internal sealed class AbsoluteScoreTransformer(IHostEnvironment environment, WindowScale scale)
    : RowTransformer(environment), ISavedTransformer<AbsoluteScoreTransformer>
{
    internal const string LoaderSignature = "MLFluxAbsoluteScore";

    private const string Score = "Score";

    private static readonly ModelFormat s_format =
        new(nameof(AbsoluteScoreTransformer), "FXABSSCO", LoaderSignature, typeof(AbsoluteScoreTransformer));

    static ModelFormat ISavedTransformer<AbsoluteScoreTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    static AbsoluteScoreTransformer ISavedTransformer<AbsoluteScoreTransformer>.Read(IHostEnvironment environment, BinaryReader reader) =>
        new(environment, WindowScale.Read(reader));

    internal override void WriteBody(BinaryWriter writer) => scale.Write(writer);

    internal override IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema)
    {
        DataViewSchema.Column history = RelativeRow.FindHistory(inputSchema, scale), score = inputSchema.Find(Score);
        int width = scale.Windows.Targets.Length * scale.Windows.Horizon;
        if (score.Type is not VectorDataViewType { Size: var size, ItemType: NumberDataViewType } || size != width)
            throw SchemaErrors.WrongType(Score, $"a vector of {width} Single", score.Type.ToString()!);
        return
        [
            new BoundColumn(Score, [history.Index, score.Index], new ColumnMapping(
                score.Type, score.Annotations, row => Absolute(row, history, score))),
        ];
    }

    private ValueGetter<VBuffer<float>> Absolute(DataViewRow row, DataViewSchema.Column history, DataViewSchema.Column score)
    {
        Func<RelativeRow> read = RelativeRow.Reader(row, history, scale);
        ValueGetter<VBuffer<float>> readScore = row.GetGetter<VBuffer<float>>(row.Schema[score.Index]);
        VBuffer<float> scores = default;
        return (ref VBuffer<float> value) =>
        {
            readScore(ref scores);
            (float Level, float Spread)[] scales = read().Scales;
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, scores.Length);
            scores.CopyTo(editor.Values);
            for (int i = 0; i < editor.Values.Length; i++)
            {
                int column = scale.Windows.Targets[i / scale.Windows.Horizon];
                editor.Values[i] = scale.Columns[column].Value((editor.Values[i] * scales[column].Spread) + scales[column].Level);
            }

            value = editor.Commit();
        };
    }
}
