using PuppeteerSharp;

namespace SnapshotLambda.Report.Tests.Browser;

/// <summary>A page in Chromium, and what it asked for and complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    public OpenPage(IPage page, Uri address)
    {
        (Page, Address) = (page, address);
        page.Request += (_, request) => Add(_requests, request.Request.Url);
        page.Console += (_, message) => Add(_complaints, message.Message.Text);
        page.PageError += (_, fault) => Add(_complaints, fault.Message);
        page.Dialog += (_, dialog) => Add(_complaints, $"dialog: {dialog.Dialog.Message}");
    }

    public IPage Page { get; }

    public Uri Address { get; }

    public IReadOnlyList<string> Requests => _requests;

    public IReadOnlyList<string> Complaints => _complaints;

    public Task<T> AskAsync<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    /// <summary>The ids of the rows that a filter or a search leaves.</summary>
    public Task<string[]> RowsAsync() => AskAsync<string[]>("""
        Array.from(
          document.querySelectorAll('#groups > details:not([hidden]) tbody tr:not([hidden])'),
          tr => tr.querySelector('th .mono').textContent)
        """);

    /// <summary>The names of the groups that are there, each with the numbers of its rows.</summary>
    public Task<string[]> GroupsAsync() => AskAsync<string[]>("""
        Array.from(
          document.querySelectorAll('#groups > details:not([hidden])'),
          group => group.querySelector('.who').textContent.trim() + ': ' + group.querySelectorAll('tbody tr').length)
        """);

    public Task ChooseAsync(string list, string value) => Page.SelectAsync($"#{list}", value);

    public Task SearchAsync(string text) => Page.EvaluateFunctionAsync(
        """
        async text => {
          const box = document.getElementById('search');
          box.value = text;
          box.dispatchEvent(new Event('input'));
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
        """,
        text);

    public ValueTask DisposeAsync() => new(Page.CloseAsync());

    private static void Add(List<string> list, string text)
    {
        lock (list) list.Add(text);
    }
}
