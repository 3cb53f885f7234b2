/// <summary>A message to a shop, and whether it complains.</summary>
internal sealed class Complaint
{
    public string Text { get; set; } = "";

    public bool Label { get; set; }

    /// <summary>Every message that parts of sentences make; half of them complain.</summary>
    public static IEnumerable<Complaint> Make(string[] things, string[] praise, string[] blame) =>
        from thing in things
        from words in praise.Select(text => (text, false)).Concat(blame.Select(text => (text, true)))
        select new Complaint { Text = $"{thing} {words.Item1}", Label = words.Item2 };
}
