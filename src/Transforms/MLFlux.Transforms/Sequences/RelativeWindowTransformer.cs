using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>
/// Adds to windows what a network learns a forecast from: values relative to the window's level, by the phase of the season, and the
/// calendar of the steps ahead. Immutable, and safe for any thread.
/// </summary>
internal sealed class RelativeWindowTransformer(IHostEnvironment environment, WindowScale scale)
    : RowTransformer(environment), ISavedTransformer<RelativeWindowTransformer>
{
    /// <summary>The history, relative: steps × channels, the oldest first.</summary>
    public const string History = "RelativeHistory";

    /// <summary>The same by phase: channels × seasons × steps ahead.</summary>
    public const string Seasons = "RelativeSeasons";

    /// <summary>The last steps of the history, relative: at most <see cref="MostRecent"/> × channels, the oldest first.</summary>
    public const string Recent = "RelativeRecent";

    /// <summary>How many steps are the last ones.</summary>
    public const int MostRecent = 6;

    /// <summary>The calendar of the steps ahead: <see cref="CalendarChannels"/> × 1 × steps ahead.</summary>
    public const string Calendar = "CalendarAhead";

    /// <summary>The future, relative.</summary>
    public const string Future = "RelativeFuture";

    /// <summary>How many numbers the calendar of a step has.</summary>
    public const int CalendarChannels = 5;

    internal const string LoaderSignature = "MLFluxRelativeWindows";

    private static readonly ModelFormat s_format =
        new(nameof(RelativeWindowTransformer), "FXRELWIN", LoaderSignature, typeof(RelativeWindowTransformer));

    static ModelFormat ISavedTransformer<RelativeWindowTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    static RelativeWindowTransformer ISavedTransformer<RelativeWindowTransformer>.Read(
        IHostEnvironment environment, BinaryReader reader) => new(environment, WindowScale.Read(reader));

    internal override void WriteBody(BinaryWriter writer) => scale.Write(writer);

    internal override IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema)
    {
        WindowLayout windows = scale.Windows;
        DataViewSchema.Column history = RelativeRow.FindHistory(inputSchema, scale), time = inputSchema.Find(windows.TimeColumn);
        DataViewSchema.Column future = inputSchema.Find(windows.FutureColumn);
        if (time.Type is not DateTimeDataViewType)
            throw SchemaErrors.WrongType(time.Name, "DateTime", time.Type.ToString()!);
        int recent = Math.Min(MostRecent, windows.History);
        var partly = new DataViewSchema.Annotations.Builder();
        partly.AddPartlyKnown();
        return
        [
            new BoundColumn(History, history.Index, Vector(null, row => Last(RelativeRow.Reader(row, history, scale), windows.History),
                windows.History, scale.Channels)),
            new BoundColumn(Recent, history.Index, Vector(null, row => Last(RelativeRow.Reader(row, history, scale), recent),
                recent, scale.Channels)),
            new BoundColumn(Seasons, history.Index, Vector(null, row => BySeason(RelativeRow.Reader(row, history, scale)),
                scale.Channels, scale.Seasons, windows.Horizon)),
            new BoundColumn(Calendar, time.Index, Vector(null, row => Ahead(row.GetGetter<DateTime>(row.Schema[time.Index])),
                CalendarChannels, 1, windows.Horizon)),
            new BoundColumn(Future, [history.Index, future.Index], Vector(partly, row => Relative(
                RelativeRow.Reader(row, history, scale), row.GetGetter<VBuffer<float>>(row.Schema[future.Index])),
                windows.Targets.Length * windows.Horizon)),
        ];
    }

    private static ColumnMapping Vector(
        DataViewSchema.Annotations.Builder? annotations, Func<DataViewRow, Delegate> getter, params int[] dimensions) => new(
            new VectorDataViewType(NumberDataViewType.Single, dimensions),
            annotations?.ToAnnotations() ?? DataViewSchema.Annotations.Empty, getter);

    private ValueGetter<VBuffer<float>> Last(Func<RelativeRow> read, int steps) => (ref VBuffer<float> value) =>
    {
        ReadOnlySpan<float> history = read().History.AsSpan(^(steps * scale.Channels)..);
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, history.Length);
        history.CopyTo(editor.Values);
        value = editor.Commit();
    };

    private ValueGetter<VBuffer<float>> BySeason(Func<RelativeRow> read) => (ref VBuffer<float> value) =>
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, scale.Channels * scale.Seasons * scale.Windows.Horizon);
        scale.CopySeasons(read().History, editor.Values);
        value = editor.Commit();
    };

    private ValueGetter<VBuffer<float>> Relative(Func<RelativeRow> read, ValueGetter<VBuffer<float>> readFuture)
    {
        VBuffer<float> future = default;
        return (ref VBuffer<float> value) =>
        {
            readFuture(ref future);
            (float Level, float Spread)[] scales = read().Scales;
            WindowLayout windows = scale.Windows;
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, windows.Targets.Length * windows.Horizon);
            future.CopyTo(editor.Values);
            for (int i = 0; i < editor.Values.Length; i++)
            {
                int column = windows.Targets[i / windows.Horizon];
                editor.Values[i] =
                    (scale.Columns[column].Measure(editor.Values[i]) - scales[column].Level) / scales[column].Spread;
            }

            value = editor.Commit();
        };
    }

    /// <summary>Of each step ahead: Saturday, Sunday, sine and cosine of the hour, and how far ahead it is.</summary>
    private ValueGetter<VBuffer<float>> Ahead(ValueGetter<DateTime> readTime)
    {
        int horizon = scale.Windows.Horizon;
        long stepTicks = Math.Min(scale.Windows.Step.Ticks, DateTime.MaxValue.Ticks / horizon); // Their sum stays a number.
        DateTime last = default;
        return (ref VBuffer<float> value) =>
        {
            readTime(ref last);
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, CalendarChannels * horizon);
            for (int step = 0; step < horizon; step++)
            {
                var time = new DateTime(Math.Min(last.Ticks + (stepTicks * (step + 1)), DateTime.MaxValue.Ticks));
                (double sine, double cosine) = Math.SinCos(2 * Math.PI * time.TimeOfDay.TotalDays);
                editor.Values[step] = time.DayOfWeek == DayOfWeek.Saturday ? 1 : 0;
                editor.Values[horizon + step] = time.DayOfWeek == DayOfWeek.Sunday ? 1 : 0;
                editor.Values[(2 * horizon) + step] = (float)sine;
                editor.Values[(3 * horizon) + step] = (float)cosine;
                editor.Values[(4 * horizon) + step] = ((2f * step) - horizon + 1) / horizon;
            }

            value = editor.Commit();
        };
    }
}
