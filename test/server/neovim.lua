-- Started by neovim.test.ts as Neovim's configuration: the set-up of docs/editors.md, then what a person would do.
-- Environment: SETUP (the Lua of that page), RESULT (where to write what was seen).

if vim.lsp.start == nil then
  -- Debian 12 has Neovim 0.7, in which the same is done in two steps.
  vim.lsp.start = function(config)
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
  end
end
-- Before 0.8, detection of file types in Lua is asked for.
vim.g.do_filetype_lua = 1

dofile(vim.env.SETUP)

local seconds = 1000

local function ask(method, line, character)
  local params = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
  local answers = vim.lsp.buf_request_sync(0, method, params, 30 * seconds) or {}
  for _, answer in pairs(answers) do
    return answer.result
  end
end

vim.api.nvim_create_autocmd('VimEnter', {
  callback = vim.schedule_wrap(function()
    local result = { filetype = vim.bo.filetype }
    vim.wait(30 * seconds, function()
      return #vim.diagnostic.get(0) > 0
    end, 20)
    result.diagnostics = vim.tbl_map(function(diagnostic)
      return { line = diagnostic.lnum, severity = diagnostic.severity, message = diagnostic.message }
    end, vim.diagnostic.get(0))
    local cursor = vim.json and vim.json.decode(vim.env.CURSOR) or vim.fn.json_decode(vim.env.CURSOR)
    result.hover = ask('textDocument/hover', cursor.line, cursor.character)
    result.completion = ask('textDocument/completion', cursor.line, cursor.character)
    vim.fn.writefile({ vim.fn.json_encode(result) }, vim.env.RESULT)
    vim.cmd('qall!')
  end),
})
