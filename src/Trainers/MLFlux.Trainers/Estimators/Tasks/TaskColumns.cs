using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Onnx;

namespace MLFlux.Estimators;

/// <summary>The columns that a fitted network adds for its task: their types and annotations, and their values from raw scores.</summary>
internal abstract class TaskColumns
{
    /// <summary>The columns, with annotations, over data of a schema.</summary>
    public DataViewSchema.DetachedColumn[] OutputColumns(DataViewSchema input)
    {
        uint setId = input.GetMaxAnnotationKind(out _, AnnotationUtils.Kinds.ScoreColumnSetId) + 1;
        return [.. Columns(setId)];
    }

    /// <summary>Turns the network's raw outputs into what the columns say, in place.</summary>
    /// <param name="scores">The outputs of the rows, one row after another.</param>
    /// <param name="rows">How many rows there are.</param>
    public abstract void Finish(Span<float> scores, int rows);

    /// <summary>A getter of one of the columns.</summary>
    public abstract Delegate CreateGetter(int column, IRowScores scores);

    /// <summary>Adds the columns to an ONNX graph.</summary>
    /// <param name="scores">The network's raw outputs: [rows, width].</param>
    /// <param name="graph">Takes the operators.</param>
    /// <param name="keepsKeys">Whether a predicted class is given as ML.NET's key, or as the value that the key stands for.</param>
    /// <returns>The columns, in their order.</returns>
    public abstract IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys);

    /// <summary>The same columns, for yes above another score.</summary>
    /// <exception cref="InvalidOperationException">The label is not yes or no.</exception>
    public virtual TaskColumns WithThreshold(float score) =>
        throw new InvalidOperationException("A decision threshold is for yes and no: the label of this model is none.");

    /// <summary>Writes what <see cref="LearningTask.LoadColumns"/> needs beyond the model.</summary>
    public virtual void Save(IHostEnvironment environment, BinaryWriter writer)
    {
    }

    /// <summary>The columns, with annotations that say which belong together.</summary>
    internal abstract IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId);

    /// <summary>The annotations that every score column has.</summary>
    private protected static DataViewSchema.Annotations.Builder ScoreAnnotations(uint setId, string kind, string valueKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(
            AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, (ref uint value) => value = setId);
        builder.Add(
            AnnotationUtils.Kinds.ScoreColumnKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = kind.AsMemory());
        builder.Add(
            AnnotationUtils.Kinds.ScoreValueKind, TextDataViewType.Instance,
            (ref ReadOnlyMemory<char> value) => value = valueKind.AsMemory());
        return builder;
    }

    private protected static void CopyScores(ReadOnlySpan<float> scores, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, scores.Length);
        scores.CopyTo(editor.Values);
        value = editor.Commit();
    }
}
